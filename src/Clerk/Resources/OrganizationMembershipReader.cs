using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>Reads an <see cref="OrganizationMembershipResource"/>.</summary>
internal static class OrganizationMembershipReader
{
    private const int MaxPermissions = 10_000;
    private static readonly JsonMembers Organization = new("id", "slug", "name");
    private static readonly JsonMembers PublicUserData = new("user_id");
    private static readonly JsonMembers Members = new(
        "id",
        "role",
        "role_name",
        "permissions",
        "organization",
        "public_user_data",
        "created_at",
        "updated_at");

    public static OrganizationMembershipResource? Read(ReadOnlySpan<byte> json, string path, out string? problem)
    {
        MembershipId id = default;
        UserId userId = default;
        (OrganizationId Id, string? Slug, string? Name) organization = default;
        var role = "";
        string? roleName = null;
        ImmutableArray<string> permissions = [];
        var (createdAt, updatedAt) = (0L, 0L);

        var cursor = new JsonObjectCursor(json, Members, path);
        while (cursor.Next())
        {
            switch (cursor.Member)
            {
                case "id": id = cursor.Id<MembershipId>(); break;
                case "role": role = cursor.Text(); break;
                case "role_name": roleName = cursor.TextOrNull(); break;
                case "permissions" when !cursor.IsNull: permissions = cursor.Texts(MaxPermissions); break;
                case "organization": organization = ReadOrganization(ref cursor, path); break;
                case "public_user_data": userId = ReadUserId(ref cursor, path); break;
                case "created_at": createdAt = cursor.Time(); break;
                case "updated_at": updatedAt = cursor.Time(); break;
            }
        }

        cursor.Require("id");
        cursor.Require("role");
        cursor.Require("organization");
        cursor.Require("public_user_data");
        cursor.Require("created_at");
        cursor.Require("updated_at");
        problem = cursor.Problem;
        return problem is not null ? null : new OrganizationMembershipResource
        {
            Id = id,
            UserId = userId,
            OrganizationId = organization.Id,
            Role = role,
            RoleName = roleName,
            Permissions = permissions,
            OrganizationSlug = organization.Slug,
            OrganizationName = organization.Name,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            Raw = RawJson.Copy(json),
        };
    }

    internal static UserId ReadUserId(ref JsonObjectCursor cursor, string path)
    {
        UserId id = default;
        var user = new JsonObjectCursor(cursor.Object(), PublicUserData, $"{path}.public_user_data");
        while (user.Next()) id = user.Id<UserId>();
        user.Require("user_id");
        cursor.Adopt(user.Problem);
        return id;
    }

    internal static (OrganizationId Id, string? Slug, string? Name) ReadOrganization(
        ref JsonObjectCursor cursor,
        string path)
    {
        OrganizationId id = default;
        var (slug, name) = ((string?)null, (string?)null);
        var organization = new JsonObjectCursor(cursor.Object(), Organization, $"{path}.organization");
        while (organization.Next())
        {
            switch (organization.Member)
            {
                case "id": id = organization.Id<OrganizationId>(); break;
                case "slug": slug = organization.TextOrNull(); break;
                case "name": name = organization.TextOrNull(); break;
            }
        }

        organization.Require("id");
        cursor.Adopt(organization.Problem);
        return (id, slug, name);
    }
}
