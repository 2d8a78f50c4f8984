using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Organizations;

namespace Identity.Clerk.Emulator.Instances;

internal sealed partial class EmulatedInstance
{
    private static readonly Rejection UnknownDomain = new(404, "unknown-domain", "No domain has this id.");

    private static readonly Rejection UnknownEnrollmentMode =
        Rejection.Invalid($"enrollment_mode is one of {string.Join(", ", Domain.EnrollmentModes)}.");

    public Outcome<Domain> CreateDomain(string organizationIdOrSlug, string name, DomainFields fields)
    {
        if (State.Domains.Count >= Limits.Domains)
            return Rejection.Full("domains");
        if (FindOrganization(organizationIdOrSlug) is not { } organization)
            return Rejection.UnknownOrganization;
        if (State.Domains.Values.Any(other => other.Name == name))
            return Rejection.Conflict("An organization has this domain already.");
        var mode = fields.EnrollmentMode.Value ?? Domain.EnrollmentModes[0];
        if (!Domain.EnrollmentModes.Contains(mode))
            return UnknownEnrollmentMode;

        var now = Now;
        return Told(
            new Domain
            {
                Id = NewId("orgdmn"),
                OrganizationId = organization.Id,
                Name = name,
                EnrollmentMode = mode,
                AffiliationEmailAddress = fields.AffiliationEmailAddress.Value,
                VerifiedAt = fields.Verified.Value ? now : null,
                CreatedAt = now,
                UpdatedAt = now,
            },
            "organizationDomain.created");
    }

    public Outcome<Domain> UpdateDomain(string id, DomainFields fields)
    {
        if (!State.Domains.TryGetValue(id, out var domain))
            return UnknownDomain;
        if (fields.EnrollmentMode.IsSet && !Domain.EnrollmentModes.Contains(fields.EnrollmentMode.Value))
            return UnknownEnrollmentMode;

        var now = After(domain.UpdatedAt);
        return Told(
            domain with
            {
                EnrollmentMode = fields.EnrollmentMode.Value ?? domain.EnrollmentMode,
                AffiliationEmailAddress = fields.AffiliationEmailAddress.Or(domain.AffiliationEmailAddress),
                VerifiedAt = !fields.Verified.IsSet ? domain.VerifiedAt
                    : fields.Verified.Value ? domain.VerifiedAt ?? now
                    : null,
                UpdatedAt = now,
            },
            "organizationDomain.updated");
    }

    public Outcome<Domain> DeleteDomain(string id)
    {
        if (!State.Domains.TryGetValue(id, out var domain))
            return UnknownDomain;

        State = State with { Domains = State.Domains.Remove(id) };
        return Outcome<Domain>.Done(
            domain, Tell("organizationDomain.deleted", DomainResource.Deleted(domain), After(domain.UpdatedAt)));
    }

    public JsonObject Resource(Domain domain) => DomainResource.Of(
        domain, OrganizationResource.PublicDataOf(State.Organizations[domain.OrganizationId], InstanceId));

    private Outcome<Domain> Told(Domain domain, string type)
    {
        State = State with { Domains = State.Domains.SetItem(domain.Id, domain) };
        return Outcome<Domain>.Done(domain, Tell(type, Resource(domain), domain.UpdatedAt));
    }
}
