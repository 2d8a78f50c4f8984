using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>A membership in Clerk's shape; its deletion is told with the same shape.</summary>
internal static class MembershipResource
{
    public static JsonObject Of(MembershipView view, RoleCatalog catalog, string instanceId)
    {
        var membership = view.Member.Membership;
        var role = catalog.Of(membership);
        var permissions = new JsonArray();
        foreach (var permission in catalog.PermissionsOf(role))
            permissions.Add(permission.Key);

        return new JsonObject
        {
            ["created_at"] = membership.CreatedAt,
            ["id"] = membership.Id,
            ["object"] = "organization_membership",
            ["organization"] = OrganizationResource.Embedded(
                view.Organization, view.MembersCount, view.PendingInvitationsCount, instanceId),
            ["permissions"] = permissions,
            ["private_metadata"] = new JsonObject(),
            ["public_metadata"] = new JsonObject(),
            ["public_user_data"] = UserResource.PublicDataOf(view.Member.User, instanceId),
            ["role"] = membership.Role,
            ["role_name"] = role.Name,
            ["updated_at"] = membership.UpdatedAt,
        };
    }
}
