using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>A domain in Clerk's shape.</summary>
internal static class DomainResource
{
    private const long CodeLifetime = 600_000;

    public static JsonObject Of(Domain domain, JsonObject organization) => new()
    {
        ["affiliation_email_address"] = domain.AffiliationEmailAddress,
        ["affiliation_verification"] = Verification(domain),
        ["created_at"] = domain.CreatedAt,
        ["enrollment_mode"] = domain.EnrollmentMode,
        ["id"] = domain.Id,
        ["name"] = domain.Name,
        ["object"] = "organization_domain",
        ["organization_id"] = domain.OrganizationId,
        ["ownership_verification"] = null,
        ["public_organization_data"] = organization,
        ["total_pending_invitations"] = 0,
        ["total_pending_suggestions"] = 0,
        ["updated_at"] = domain.UpdatedAt,
        ["verification"] = Verification(domain),
    };

    public static JsonObject Deleted(Domain domain) => new()
    {
        ["deleted"] = true,
        ["id"] = domain.Id,
        ["object"] = "organization_domain",
    };

    private static JsonObject? Verification(Domain domain) => domain.VerifiedAt is not { } verifiedAt
        ? null
        : new JsonObject
        {
            ["attempts"] = 1,
            ["expire_at"] = verifiedAt + CodeLifetime,
            ["status"] = "verified",
            ["strategy"] = "email_code",
            ["verified_at"] = verifiedAt,
        };
}
