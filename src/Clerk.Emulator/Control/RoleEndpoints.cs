using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Organizations;

namespace Identity.Clerk.Emulator.Control;

/// <summary>
/// Roles and permissions by id or key, under <c>/emulator/roles</c> and <c>/emulator/permissions</c>.
/// </summary>
internal static class RoleEndpoints
{
    public static void MapRoles(this RouteGroupBuilder emulator, LiveInstance live)
    {
        emulator.MapGet("/roles", context =>
            Answers.JsonAsync(context, StatusCodes.Status200OK, live.Read(ListRoles)));
        emulator.MapPost("/roles", context => CreateRoleAsync(new ControlCall(context, live)));
        emulator.MapPatch("/roles/{id}", context => UpdateRoleAsync(new ControlCall(context, live)));
        emulator.MapDelete("/roles/{id}", context => DeleteRoleAsync(new ControlCall(context, live)));
        emulator.MapGet("/permissions", context =>
            Answers.JsonAsync(context, StatusCodes.Status200OK, live.Read(ListPermissions)));
        emulator.MapPost("/permissions", context => CreatePermissionAsync(new ControlCall(context, live)));
        emulator.MapPatch("/permissions/{id}", context => UpdatePermissionAsync(new ControlCall(context, live)));
        emulator.MapDelete("/permissions/{id}", context => DeletePermissionAsync(new ControlCall(context, live)));
    }

    private static JsonArray ListRoles(EmulatedInstance instance)
    {
        var catalog = instance.Catalog;
        return new JsonArray([.. instance.State.Roles.Values.OrderBy(role => role.CreatedAt).ThenBy(role => role.Key)
            .Select(role => RoleResource.Of(role, catalog))]);
    }

    private static JsonArray ListPermissions(EmulatedInstance instance) => new(
        [.. instance.State.Permissions.Values.OrderBy(one => one.CreatedAt).ThenBy(one => one.Key)
            .Select(RoleResource.Of)]);

    private static async Task CreateRoleAsync(ControlCall call)
    {
        if (await call.ReadAsync(Forms.Role) is (true, var fields))
            await call.ApplyAsync(instance => instance.CreateRole(fields), Answer, StatusCodes.Status201Created);
    }

    private static async Task UpdateRoleAsync(ControlCall call)
    {
        if (await call.ReadAsync(Forms.Role) is (true, var fields))
            await call.ApplyAsync(instance => instance.UpdateRole(call.Id, fields), Answer);
    }

    private static Task DeleteRoleAsync(ControlCall call) => call.ApplyAsync(
        instance => instance.DeleteRole(call.Id, call.HasFlag("full")), (role, _) => RoleResource.Deleted(role));

    private static async Task CreatePermissionAsync(ControlCall call)
    {
        if (await call.ReadAsync(Forms.Permission) is (true, var fields))
            await call.ApplyAsync(instance => instance.CreatePermission(fields), Answer, StatusCodes.Status201Created);
    }

    private static async Task UpdatePermissionAsync(ControlCall call)
    {
        if (await call.ReadAsync(Forms.Permission) is (true, var fields))
            await call.ApplyAsync(instance => instance.UpdatePermission(call.Id, fields), Answer);
    }

    private static Task DeletePermissionAsync(ControlCall call) => call.ApplyAsync(
        instance => instance.DeletePermission(call.Id, call.HasFlag("full")),
        (permission, _) => RoleResource.Deleted(permission));

    private static JsonObject Answer(Role role, EmulatedInstance instance) =>
        new() { ["role"] = RoleResource.Of(role, instance.Catalog) };

    private static JsonObject Answer(Permission permission, EmulatedInstance instance) =>
        new() { ["permission"] = RoleResource.Of(permission) };
}
