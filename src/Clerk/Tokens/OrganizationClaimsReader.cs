using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Tokens;

/// <summary>Reads the organization of a token, which the two versions write differently.</summary>
/// <remarks>
/// Each version's claims are looked at only in that version: in the other, a claim of the same name is the customer's.
/// </remarks>
internal static class OrganizationClaimsReader
{
    private static readonly JsonMembers Version1 = new("org_id", "org_slug", "org_role", "org_permissions");
    private static readonly JsonMembers Version2 = new("o", "fea", "pla");
    private static readonly JsonMembers Organization = new("id", "slg", "rol", "per", "fpm");

    public static (OrganizationClaims? Claims, bool IsMalformed) ReadVersion1(
        ReadOnlySpan<byte> payload,
        out string? plan,
        out ImmutableArray<string> features)
    {
        (plan, features) = (null, []);
        OrganizationId? id = null;
        var (slug, role) = ((string?)null, (string?)null);
        ImmutableArray<string> permissions = [];
        var cursor = new JsonObjectCursor(payload, Version1, "");
        while (cursor.Next())
        {
            switch (cursor.Member)
            {
                case "org_id": id = cursor.IdOrNull<OrganizationId>(); break;
                case "org_slug": slug = cursor.TextOrNull(); break;
                case "org_role": role = cursor.TextOrNull(); break;
                case "org_permissions" when !cursor.IsNull:
                    permissions = cursor.Texts(OrganizationPermissions.MaxEntries);
                    break;
            }
        }

        if (cursor.Problem is not null) return (null, true);
        return id is null
            ? default
            : (new OrganizationClaims { Id = id.Value, Slug = slug, Role = role, Permissions = permissions }, false);
    }

    public static (OrganizationClaims? Claims, bool IsMalformed) ReadVersion2(
        ReadOnlySpan<byte> payload,
        out string? plan,
        out ImmutableArray<string> features)
    {
        (plan, features) = (null, []);
        string? fea = null;
        (OrganizationId Id, string? Slug, string? Role, string? Per, string? Fpm)? organization = null;
        var cursor = new JsonObjectCursor(payload, Version2, "");
        while (cursor.Next())
        {
            switch (cursor.Member)
            {
                case "o" when !cursor.IsNull: organization = ReadOrganization(ref cursor); break;
                case "fea": fea = cursor.TextOrNull(); break;
                case "pla": plan = cursor.TextOrNull(); break;
            }
        }

        if (cursor.Problem is not null || !TrySplit(fea, out features)) return (null, true);
        if (organization is not { } found) return default;
        var claims = new OrganizationClaims
        {
            Id = found.Id,
            Slug = found.Slug,
            Role = string.IsNullOrEmpty(found.Role) ? null : $"org:{found.Role}",
            Permissions = OrganizationPermissions.Decode(fea, found.Per, found.Fpm),
        };
        return (claims, false);
    }

    private static (OrganizationId Id, string? Slug, string? Role, string? Per, string? Fpm)? ReadOrganization(
        ref JsonObjectCursor cursor)
    {
        OrganizationId id = default;
        var (slug, role, per, fpm) = ((string?)null, (string?)null, (string?)null, (string?)null);
        var organization = new JsonObjectCursor(cursor.Object(), Organization, "o");
        while (organization.Next())
        {
            switch (organization.Member)
            {
                case "id": id = organization.Id<OrganizationId>(); break;
                case "slg": slug = organization.TextOrNull(); break;
                case "rol": role = organization.TextOrNull(); break;
                case "per": per = organization.TextOrNull(); break;
                case "fpm": fpm = organization.TextOrNull(); break;
            }
        }

        organization.Require("id");
        cursor.Adopt(organization.Problem);
        return (id, slug, role, per, fpm);
    }

    private static bool TrySplit(string? fea, out ImmutableArray<string> features)
    {
        const StringSplitOptions Options = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        features = fea is null ? [] : [.. fea.Split(',', OrganizationPermissions.MaxEntries + 1, Options)];
        return features.Length <= OrganizationPermissions.MaxEntries;
    }
}
