using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>Reads a <see cref="ClerkResource"/>.</summary>
internal static class ClerkResourceReader
{
    private static readonly JsonMembers Verification = new("status");
    private static readonly JsonMembers Members = new(
        "id",
        "organization_id",
        "user_id",
        "inviter_id",
        "payer",
        "public_organization_data",
        "email_address",
        "status",
        "name",
        "enrollment_mode",
        "verification",
        "expires_at",
        "created_at",
        "updated_at");

    /// <summary>Reads resources of one kind.</summary>
    public static ResourceJson.Reader<ClerkResource> Of(ResourceKind kind) =>
        (json, path, out problem) => Read(kind, json, path, out problem);

    public static ClerkResource? Read(ResourceKind kind, ReadOnlySpan<byte> json, string path, out string? problem)
    {
        ResourceId id = default;
        var owners = new ResourceOwners(path);
        UserId? inviterId = null;
        var (emailAddress, status) = ((string?)null, (string?)null);
        var (name, mode) = ((string?)null, (string?)null);
        bool? isVerified = kind == ResourceKind.OrganizationDomain ? false : null;
        long? expiresAt = null;
        var (createdAt, updatedAt) = (0L, 0L);

        var cursor = new JsonObjectCursor(json, Members, path);
        while (cursor.Next())
        {
            switch (cursor.Member)
            {
                case "id": id = cursor.Id<ResourceId>(); break;
                case "inviter_id": inviterId = cursor.IdOrNull<UserId>(); break;
                case "email_address": emailAddress = cursor.TextOrNull(); break;
                case "status": status = cursor.TextOrNull(); break;
                case "name" when isVerified is not null: name = cursor.TextOrNull(); break;
                case "enrollment_mode" when isVerified is not null: mode = cursor.TextOrNull(); break;
                case "verification" when isVerified is not null && !cursor.IsNull:
                    isVerified = ReadIsVerified(ref cursor, path);
                    break;
                case "expires_at" when kind == ResourceKind.OrganizationInvitation:
                    expiresAt = cursor.TimeOrNull();
                    break;
                case "created_at": createdAt = cursor.Time(); break;
                case "updated_at": updatedAt = cursor.Time(); break;
                default: owners.Read(ref cursor); break;
            }
        }

        cursor.Require("id");
        if (IsOfAnOrganization(kind) && owners.Organization is null) cursor.Adopt($"{path}.organization_id: missing");
        cursor.Require("created_at");
        cursor.Require("updated_at");
        owners.Finish(ref cursor);
        problem = cursor.Problem;
        return problem is not null ? null : new ClerkResource
        {
            Kind = kind,
            Id = id,
            OrganizationId = owners.Organization,
            UserId = owners.User,
            InviterId = inviterId,
            EmailAddress = IsForAnAddress(kind) ? emailAddress : null,
            Status = status,
            Name = name,
            EnrollmentMode = mode,
            IsVerified = isVerified,
            ExpiresAt = expiresAt,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            Raw = RawJson.Copy(json),
        };
    }

    private static bool ReadIsVerified(ref JsonObjectCursor cursor, string path)
    {
        string? status = null;
        var verification = new JsonObjectCursor(cursor.Object(), Verification, $"{path}.verification");
        while (verification.Next()) status = verification.TextOrNull();
        cursor.Adopt(verification.Problem);
        return status == "verified";
    }

    private static bool IsOfAnOrganization(ResourceKind kind) =>
        kind is ResourceKind.OrganizationInvitation or ResourceKind.OrganizationDomain;

    private static bool IsForAnAddress(ResourceKind kind) =>
        kind is ResourceKind.OrganizationInvitation or ResourceKind.WaitlistEntry;
}
