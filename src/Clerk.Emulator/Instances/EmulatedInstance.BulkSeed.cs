using Identity.Clerk.Emulator.Organizations;
using Identity.Clerk.Emulator.Seeding;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.Instances;

internal sealed partial class EmulatedInstance
{
    /// <summary>
    /// Adds many at once. Events, if any, bear the times of what they tell of, as if the instance were as old.
    /// </summary>
    public Outcome<SeedPlan> Seed(SeedPlan plan)
    {
        if (FaultOf(plan) is { } fault)
            return fault;

        var catalog = Catalog;
        string[] roles = [.. new[] { RoleCatalog.Member, "org:bookkeeper", RoleCatalog.Admin }
            .Where(key => catalog.Find(key) is not null)];
        var data = new SeedGenerator(plan, roles).Generate();
        if (data.Users.Any(IsTaken) || data.Organizations.Any(one => FindOrganization(one.Slug) is not null))
            return Rejection.Conflict("This seed has been used here; choose another one.");

        State = State with
        {
            Users = State.Users.AddRange(data.Users.Select(user => KeyValuePair.Create(user.Id, user))),
            Organizations = State.Organizations.AddRange(
                data.Organizations.Select(organization => KeyValuePair.Create(organization.Id, organization))),
            Memberships = State.Memberships.AddRange(
                data.Memberships.Select(membership => KeyValuePair.Create(membership.Id, membership))),
        };
        _users.AddMany(data.Users);
        _members.AddMany(data.Memberships);
        return plan.Webhooks ? Outcome<SeedPlan>.Done(plan, Told(data)) : Outcome<SeedPlan>.Done(plan);
    }

    private Rejection? FaultOf(SeedPlan plan)
    {
        if (State.Users.Count + plan.Users > Limits.Users)
            return Rejection.Full("users");
        if (State.Organizations.Count + plan.Organizations > Limits.Organizations)
            return Rejection.Full("organizations");
        if (State.Memberships.Count + plan.Memberships > Limits.Memberships)
            return Rejection.Full("memberships");
        if (plan.Organizations > 0 && plan.Users == 0)
            return Rejection.Invalid("Organizations need users.");
        if (plan.Memberships > (long)plan.Users * plan.Organizations)
            return Rejection.Invalid("There are fewer pairs of a user and an organization than memberships.");
        return plan.Webhooks && plan.Total > Limits.SeededEvents
            ? Rejection.Invalid($"At most {Limits.SeededEvents} are told by webhooks.")
            : null;
    }

    private bool IsTaken(User user) =>
        State.Users.ContainsKey(user.Id)
        || _users.ByEmailAddress(user.EmailAddress.Value) is not null
        || (user.PhoneNumber is { } phone && _users.ByPhoneNumber(phone.Value) is not null)
        || (user.Username is { } username && _users.ByUsername(username) is not null)
        || (user.ExternalId is { } externalId && _users.ByExternalId(externalId) is not null);

    private List<EmulatedEvent> Told(SeedData data)
    {
        var events = new List<EmulatedEvent>();
        foreach (var user in data.Users)
        {
            events.Add(new EmulatedEvent(
                "user.created", UserResource.Of(user, InstanceId), user.UpdatedAt + EnvelopeDelay));
        }

        foreach (var organization in data.Organizations)
        {
            events.Add(new EmulatedEvent(
                "organization.created",
                OrganizationResource.Of(organization, InstanceId),
                organization.UpdatedAt + EnvelopeDelay));
        }

        var catalog = Catalog;
        var members = data.Memberships.Select(one => new Member(one, State.Users[one.UserId])).ToList();
        foreach (var view in Views(new(members, members.Count)).Items)
        {
            events.Add(new EmulatedEvent(
                "organizationMembership.created",
                MembershipResource.Of(view, catalog, InstanceId),
                view.Member.Membership.UpdatedAt + EnvelopeDelay));
        }

        return events;
    }
}
