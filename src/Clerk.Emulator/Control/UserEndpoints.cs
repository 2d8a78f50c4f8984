using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Lists;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.Control;

/// <summary>Users by id or username, under <c>/emulator/users</c>.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this RouteGroupBuilder emulator, LiveInstance live)
    {
        var users = emulator.MapGroup("/users");
        users.MapGet("", context => Answers.JsonAsync(
            context,
            StatusCodes.Status200OK,
            live.Read(instance => List(instance, new ControlCall(context, live).Query("query")))));
        users.MapPost("", context => CreateAsync(new ControlCall(context, live)));
        users.MapPatch("/{id}", context => UpdateAsync(new ControlCall(context, live)));
        users.MapDelete("/{id}", context => DeleteAsync(new ControlCall(context, live)));
        users.MapPost("/{id}/ban", context => BanAsync(new ControlCall(context, live), banned: true));
        users.MapPost("/{id}/unban", context => BanAsync(new ControlCall(context, live), banned: false));
        users.MapPost("/{id}/lock", context => LockAsync(new ControlCall(context, live), locked: true));
        users.MapPost("/{id}/unlock", context => LockAsync(new ControlCall(context, live), locked: false));
        users.MapPost("/{id}/sign-in", context => SignInAsync(new ControlCall(context, live), live));
        users.MapPost("/{id}/sessions/revoke", context => RevokeAsync(context, live));
    }

    /// <summary>The oldest of those whom a text describes; all of them are in the Backend API's list.</summary>
    private static JsonArray List(EmulatedInstance instance, string? text)
    {
        var listed = instance.ListUsers(
            string.IsNullOrEmpty(text) ? new UserQuery() : new UserQuery { Text = text },
            UserOrders.CreatedAt,
            new Paging(Limits.Listed, 0, Descending: false));
        var users = new JsonArray();
        foreach (var user in listed.Items.OrderBy(user => user.CreatedAt).ThenBy(user => user.Username))
        {
            var resource = UserResource.Of(user, instance.InstanceId);
            resource["emulator"] = Standing(user, instance);
            users.Add(resource);
        }

        return users;
    }

    /// <summary>What Clerk doesn't tell with a user, and the page shows.</summary>
    private static JsonObject Standing(User user, EmulatedInstance instance)
    {
        var session = instance.LiveSessionOf(user.Id);
        var organizations = new JsonArray();
        foreach (var (membership, _) in instance.MembershipsOf(user))
        {
            var organization = instance.State.Organizations[membership.OrganizationId];
            organizations.Add(new JsonObject
            {
                ["id"] = organization.Id,
                ["name"] = organization.Name,
                ["slug"] = organization.Slug,
                ["role"] = membership.Role,
            });
        }

        return new JsonObject
        {
            ["session_id"] = session?.Id,
            ["active_organization_id"] = session?.LastActiveOrganizationId,
            ["organizations"] = organizations,
        };
    }

    private static async Task CreateAsync(ControlCall call)
    {
        if (await call.ReadAsync(Forms.User) is (true, var fields))
            await call.ApplyAsync(instance => instance.CreateUser(fields), Answer, StatusCodes.Status201Created);
    }

    private static async Task UpdateAsync(ControlCall call)
    {
        if (await call.ReadAsync(Forms.User) is (true, var fields))
            await call.ApplyAsync(instance => instance.UpdateUser(call.Id, fields), Answer);
    }

    private static Task DeleteAsync(ControlCall call) =>
        call.ApplyAsync(instance => instance.DeleteUser(call.Id), (user, _) => UserResource.Deleted(user));

    private static Task BanAsync(ControlCall call, bool banned) =>
        call.ApplyAsync(instance => instance.SetBanned(call.Id, banned), Answer);

    private static Task LockAsync(ControlCall call, bool locked) =>
        call.ApplyAsync(instance => instance.SetLocked(call.Id, locked), Answer);

    private static Task SignInAsync(ControlCall call, LiveInstance live) =>
        call.ApplyAsync(
            instance => instance.SignIn(call.Id, call.HasFlag("pending")),
            (session, _) => new JsonObject { ["session_id"] = session.Id, ["jwt"] = live.Mint(session.Id) });

    private static async Task RevokeAsync(HttpContext context, LiveInstance live)
    {
        var call = new ControlCall(context, live);
        // Typed by hand, and followed by a look at what the front says: it waits unless told not to.
        var change = await call.ApplyAsync(
            instance => instance.RevokeSessions(call.Id), wait: call.Query("wait") is not "false");
        await (change.Rejection is { } rejection
            ? Answers.ProblemAsync(context, rejection)
            : Answers.JsonAsync(context, StatusCodes.Status200OK, new JsonObject
            {
                ["revoked"] = change.Outcome.Events.Count,
                ["delivered"] = change.Delivered,
            }));
    }

    private static JsonObject Answer(User user, EmulatedInstance instance) =>
        new() { ["user"] = UserResource.Of(user, instance.InstanceId) };
}
