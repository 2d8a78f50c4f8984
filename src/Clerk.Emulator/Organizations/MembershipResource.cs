using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>A membership in Clerk's shape; its deletion is told with the same shape.</summary>
internal static class MembershipResource
{
    public static JsonObject Of(Membership membership, JsonObject organization, JsonObject publicUserData)
    {
        var role = RoleCatalog.Of(membership);
        var permissions = new JsonArray();
        foreach (var permission in role.SystemPermissions.Concat(role.FeaturePermissions))
            permissions.Add(permission);

        return new JsonObject
        {
            ["created_at"] = membership.CreatedAt,
            ["id"] = membership.Id,
            ["object"] = "organization_membership",
            ["organization"] = organization,
            ["permissions"] = permissions,
            ["private_metadata"] = new JsonObject(),
            ["public_metadata"] = new JsonObject(),
            ["public_user_data"] = publicUserData,
            ["role"] = membership.Role,
            ["role_name"] = role.Name,
            ["updated_at"] = membership.UpdatedAt,
        };
    }
}
