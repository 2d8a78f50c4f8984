using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.Grains.Tests.Proofs.Model;

internal sealed partial class ModelClerk
{
    /// <summary>Roles that were there before anybody listened: no event ever tells of them.</summary>
    public static readonly string[] BuiltInRoles = ["org:admin", "org:member"];

    public IReadOnlyList<Row> Roles => [.. Live("role")];

    public IReadOnlyList<Row> Permissions => [.. Live("permission")];

    public Row CreateRole(string key, params IEnumerable<Row> permissions)
    {
        var id = NewId("role_");
        var role = Change("role", id, ClerkRoleJson.Role(id, key, Now, [.. permissions.Select(Copy)]));
        TellSnapshot("role.created", role);
        return role;
    }

    public Row UpdateRole(Row role, params IEnumerable<Row> permissions)
    {
        var changed = Changed(role, data => data["permissions"] = new JsonArray([.. permissions.Select(Copy)]));
        TellSnapshot("role.updated", changed);
        return changed;
    }

    /// <summary>Clerk's OpenAPI document says that a stub is sent, and its SDK the whole role.</summary>
    public void DeleteRole(Row role, bool whole) => Delete(role, whole);

    public Row CreatePermission(string key)
    {
        var id = NewId("perm_");
        var permission = Change("permission", id, ClerkRoleJson.Permission(id, key, Now));
        TellSnapshot("permission.created", permission);
        return permission;
    }

    /// <summary>No event tells of the roles that have it.</summary>
    public void RenamePermission(Row permission, string key)
    {
        TellSnapshot("permission.updated", Changed(permission, data => data["key"] = key));
    }

    /// <inheritdoc cref="DeleteRole"/>
    public void DeletePermission(Row permission, bool whole) => Delete(permission, whole);

    private static JsonObject Copy(Row row) => row.Data.DeepClone().AsObject();

    private IEnumerable<string> PermissionKeysOf(Row role) => role.Data["permissions"]!.AsArray()
        .Select(p => Rows[$"permission {p!["id"]}"])
        .Where(p => !p.Deleted)
        .Select(p => (string)p.Data["key"]!);

    // The built-in admin may do all that there is under a key that is never changed.
    private IEnumerable<string> BuiltInPermissions(string role) => role == "org:admin"
        ? Permissions.Select(p => (string)p.Data["key"]!).Where(IsFixed).Prepend("org:sys_memberships:manage")
        : ["org:sys_memberships:read"];

    private static bool IsFixed(string key) => key.StartsWith("org:fixed", StringComparison.Ordinal);
}
