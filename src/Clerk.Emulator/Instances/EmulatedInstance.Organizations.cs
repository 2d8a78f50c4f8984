using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Organizations;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.Instances;

internal sealed partial class EmulatedInstance
{
    public Organization? FindOrganization(string idOrSlug) =>
        State.Organizations.GetValueOrDefault(idOrSlug)
        ?? State.Organizations.Values.FirstOrDefault(organization => organization.Answers(idOrSlug));

    /// <summary>The creator becomes its first admin, as in Clerk.</summary>
    public Outcome<Organization> CreateOrganization(OrganizationFields fields, string createdBy)
    {
        if (State.Organizations.Count >= Limits.Organizations)
            return Rejection.Full("organizations");
        if (fields is not { Name.Value: { } name, Slug.Value: { } slug })
            return Rejection.Invalid("An organization needs a name and a slug.");
        if (FindUser(createdBy) is not { } creator)
            return Rejection.UnknownUser;
        if (SlugTaken(slug, exceptId: null) is { } taken)
            return taken;

        var now = Now;
        var organization = new Organization
        {
            Id = NewId("org"),
            Name = name,
            Slug = slug,
            CreatedBy = creator.Id,
            PublicMetadata = fields.PublicMetadata.Or(NoMetadata),
            PrivateMetadata = fields.PrivateMetadata.Or(NoMetadata),
            CreatedAt = now,
            UpdatedAt = now,
        };
        Keep(organization);
        var created = Tell("organization.created", OrganizationResource.Of(organization, InstanceId), now);
        var joined = Join(organization, creator, RoleCatalog.Admin);
        return Outcome<Organization>.Done(organization, [created, .. joined.Events]);
    }

    public Outcome<Organization> UpdateOrganization(string idOrSlug, OrganizationFields fields)
    {
        if (FindOrganization(idOrSlug) is not { } organization)
            return Rejection.UnknownOrganization;
        if (fields is { Name: { IsSet: true, Value: null } } or { Slug: { IsSet: true, Value: null } })
            return Rejection.Invalid("An organization needs a name and a slug.");
        if (SlugTaken(fields.Slug.Value, organization.Id) is { } taken)
            return taken;
        if (fields.IsEmpty)
            return Outcome<Organization>.Done(organization);

        organization = organization with
        {
            Name = fields.Name.Value ?? organization.Name,
            Slug = fields.Slug.Value ?? organization.Slug,
            PublicMetadata = fields.PublicMetadata.Or(organization.PublicMetadata),
            PrivateMetadata = fields.PrivateMetadata.Or(organization.PrivateMetadata),
            UpdatedAt = After(organization.UpdatedAt),
        };
        Keep(organization);
        return Outcome<Organization>.Done(
            organization,
            Tell("organization.updated", OrganizationResource.Of(organization, InstanceId), organization.UpdatedAt));
    }

    /// <summary>One event tells of it; its memberships are gone without events of their own.</summary>
    public Outcome<Organization> DeleteOrganization(string idOrSlug)
    {
        if (FindOrganization(idOrSlug) is not { } organization)
            return Rejection.UnknownOrganization;

        Drop(MembersOf(organization));
        State = State with
        {
            Organizations = State.Organizations.Remove(organization.Id),
            Invitations = State.Invitations.RemoveRange(
                State.Invitations.Values.Where(one => one.OrganizationId == organization.Id).Select(one => one.Id)),
            Domains = State.Domains.RemoveRange(
                State.Domains.Values.Where(one => one.OrganizationId == organization.Id).Select(one => one.Id)),
            Subscriptions = State.Subscriptions.RemoveRange(
                State.Subscriptions.Values.Where(one => one.OrganizationId == organization.Id).Select(one => one.Id)),
        };
        return Outcome<Organization>.Done(
            organization,
            Tell("organization.deleted", OrganizationResource.Deleted(organization), After(organization.UpdatedAt)));
    }

    public Outcome<Membership> AddMember(string organizationIdOrSlug, string userIdOrName, string role)
    {
        if (FindOrganization(organizationIdOrSlug) is not { } organization)
            return Rejection.UnknownOrganization;
        if (FindUser(userIdOrName) is not { } user)
            return Rejection.UnknownUser;
        if (Catalog.Find(role) is null)
            return UnknownRole;
        if (FindMembership(organization.Id, user.Id) is not null)
            return Rejection.AlreadyMember;

        return State.Memberships.Count >= Limits.Memberships
            ? Rejection.Full("memberships")
            : Join(organization, user, role);
    }

    public Outcome<Membership> ChangeRole(string organizationIdOrSlug, string userIdOrName, string role)
    {
        if (Find(organizationIdOrSlug, userIdOrName, out var found) is { } rejection)
            return rejection;
        if (Catalog.Find(role) is null)
            return UnknownRole;
        if (found.Membership.Role == role)
            return Outcome<Membership>.Done(found.Membership);

        var membership = found.Membership with { Role = role, UpdatedAt = After(found.Membership.UpdatedAt) };
        Keep(membership, found.User);
        var resource = Resource(membership, found.User);
        return Outcome<Membership>.Done(
            membership, Tell("organizationMembership.updated", resource, membership.UpdatedAt));
    }

    /// <summary>Its event shows the membership as it last was, old <c>updated_at</c> and all.</summary>
    public Outcome<Membership> RemoveMember(string organizationIdOrSlug, string userIdOrName)
    {
        if (Find(organizationIdOrSlug, userIdOrName, out var found) is { } rejection)
            return rejection;

        var lastSeen = Resource(found.Membership, found.User);
        Drop([new Member(found.Membership, found.User)]);
        return Outcome<Membership>.Done(
            found.Membership,
            Tell("organizationMembership.deleted", lastSeen, After(found.Membership.UpdatedAt)));
    }

    public JsonObject Resource(Membership membership, User user) =>
        MembershipResource.Of(View(new Member(membership, user)), Catalog, InstanceId);

    private Rejection UnknownRole => Rejection.Invalid($"The roles are {Catalog.Keys()}.");

    private Outcome<Membership> Join(Organization organization, User user, string role)
    {
        var now = Now;
        var membership = new Membership
        {
            Id = NewId("orgmem"),
            OrganizationId = organization.Id,
            UserId = user.Id,
            Role = role,
            CreatedAt = now,
            UpdatedAt = now,
        };
        Keep(membership, user);
        return Outcome<Membership>.Done(
            membership,
            Tell("organizationMembership.created", Resource(membership, user), now));
    }

    private Rejection? Find(
        string organizationIdOrSlug,
        string userIdOrName,
        out (Organization Organization, User User, Membership Membership) found)
    {
        found = default;
        if (FindOrganization(organizationIdOrSlug) is not { } organization)
            return Rejection.UnknownOrganization;
        if (FindUser(userIdOrName) is not { } user)
            return Rejection.UnknownUser;
        if (FindMembership(organization.Id, user.Id) is not { } membership)
            return Rejection.UnknownMembership;

        found = (organization, user, membership);
        return null;
    }

    private Rejection? SlugTaken(string? slug, string? exceptId) =>
        slug is not null && State.Organizations.Values.Any(other => other.Slug == slug && other.Id != exceptId)
            ? Rejection.Taken("Another organization has this slug.")
            : null;

    private void Keep(Organization organization) =>
        State = State with { Organizations = State.Organizations.SetItem(organization.Id, organization) };
}
