using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>Roles and permissions in Clerk's shape.</summary>
internal static class RoleResource
{
    public static JsonObject Of(Role role, RoleCatalog catalog) => new()
    {
        ["created_at"] = role.CreatedAt,
        ["description"] = role.Description,
        ["id"] = role.Id,
        ["is_creator_eligible"] = role.IsCreatorEligible,
        ["key"] = role.Key,
        ["name"] = role.Name,
        ["object"] = "role",
        ["permissions"] = new JsonArray([.. catalog.PermissionsOf(role).Select(Of)]),
        ["updated_at"] = role.UpdatedAt,
    };

    public static JsonObject Of(Permission permission) => new()
    {
        ["created_at"] = permission.CreatedAt,
        ["description"] = permission.Description,
        ["id"] = permission.Id,
        ["key"] = permission.Key,
        ["name"] = permission.Name,
        ["object"] = "permission",
        ["type"] = permission.Type,
        ["updated_at"] = permission.UpdatedAt,
    };

    public static JsonObject Deleted(Role role) => new()
    {
        ["deleted"] = true,
        ["id"] = role.Id,
        ["object"] = "role",
        ["slug"] = null,
    };

    public static JsonObject Deleted(Permission permission) => new()
    {
        ["deleted"] = true,
        ["id"] = permission.Id,
        ["object"] = "permission",
    };
}
