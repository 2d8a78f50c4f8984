using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Lists;
using Identity.Clerk.Emulator.Organizations;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary>The roles and permissions of the instance.</summary>
internal static class CatalogListEndpoints
{
    private static readonly Dictionary<string, IComparer<Role>> RoleOrders = new()
    {
        ["created_at"] = Order.By<Role>(role => role.CreatedAt, role => role.Id),
        ["name"] = Order.By<Role>(role => role.Name, role => role.Id),
        ["key"] = Order.By<Role>(role => role.Key, role => role.Id),
    };

    private static readonly Dictionary<string, IComparer<Permission>> PermissionOrders = new()
    {
        ["created_at"] = Order.By<Permission>(permission => permission.CreatedAt, permission => permission.Id),
        ["name"] = Order.By<Permission>(permission => permission.Name, permission => permission.Id),
        ["key"] = Order.By<Permission>(permission => permission.Key, permission => permission.Id),
    };

    public static void MapCatalogLists(this RouteGroupBuilder api, LiveInstance live)
    {
        api.MapGet("/organization_roles", context => RolesAsync(context, live));
        api.MapGet("/organization_permissions", context => PermissionsAsync(context, live));
    }

    private static Task RolesAsync(HttpContext context, LiveInstance live)
    {
        var reader = new QueryReader(context.Request.Query);
        var (order, paging) = reader.Page(RoleOrders.Keys);
        var text = reader.Text("query");
        if (reader.Fault is { } fault)
            return BackendApiAnswer.WriteAsync(context, fault);

        var roles = live.Read(instance => paging.Of(
            instance.State.Roles.Values.Where(role => IsLike(text, role.Id, role.Name, role.Key)),
            RoleOrders[order]).Select(role => RoleResource.Of(role, instance.Catalog)));
        return BackendApiAnswer.WriteAsync(context, new JsonArray([.. roles.Items]), roles.Total);
    }

    private static Task PermissionsAsync(HttpContext context, LiveInstance live)
    {
        var reader = new QueryReader(context.Request.Query);
        var (order, paging) = reader.Page(PermissionOrders.Keys);
        var text = reader.Text("query");
        if (reader.Fault is { } fault)
            return BackendApiAnswer.WriteAsync(context, fault);

        var permissions = live.Read(instance => paging.Of(
            instance.State.Permissions.Values.Where(
                permission => IsLike(text, permission.Id, permission.Name, permission.Key)),
            PermissionOrders[order]).Select(RoleResource.Of));
        return BackendApiAnswer.WriteAsync(context, new JsonArray([.. permissions.Items]), permissions.Total);
    }

    private static bool IsLike(string? text, string id, string name, string key) =>
        text is null || id == text || name.Contains(text, StringComparison.OrdinalIgnoreCase)
        || key.Contains(text, StringComparison.OrdinalIgnoreCase);
}
