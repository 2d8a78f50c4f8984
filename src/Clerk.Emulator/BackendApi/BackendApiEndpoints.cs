using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Sessions;
using Identity.Clerk.Emulator.Tokens;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary>The part of Clerk's Backend API that a front and its tests need.</summary>
internal static class BackendApiEndpoints
{
    public static void MapBackendApi(this WebApplication application, LiveInstance live)
    {
        var keySet = KeySet.Of(live.Keys).ToJsonString();
        application.MapGet("/.well-known/jwks.json", context =>
            Answers.WriteAsync(context, StatusCodes.Status200OK, "application/json", keySet));

        var api = application.MapGroup("/v1");
        api.MapGet("/jwks", context => BackendApiAnswer.WriteAsync(context, keySet));
        api.MapUserLists(live);
        api.MapOrganizationLists(live);
        api.MapMembershipLists(live);
        api.MapInvitationLists(live);
        api.MapDomainLists(live);
        api.MapCatalogLists(live);
        api.MapSessionLists(live);
        api.MapUserWrites(live);
        api.MapOrganizationWrites(live);
        api.MapGet("/users/{id}", context => GetUserAsync(context, live));
        api.MapPost("/sessions", context => CreateSessionAsync(context, live));
        api.MapGet("/sessions/{id}", context => GetSessionAsync(context, live));
        api.MapPost("/sessions/{id}/tokens", context => CreateTokenAsync(context, live));
        api.MapPost("/sessions/{id}/revoke", context => RevokeSessionAsync(context, live));
    }

    private static Task GetUserAsync(HttpContext context, LiveInstance live)
    {
        var id = Route.Id(context);
        var resource = live.Read(instance => instance.State.Users.TryGetValue(id, out var user)
            ? UserResource.Of(user, instance.InstanceId)
            : null);
        return resource is null
            ? BackendApiAnswer.WriteAsync(context, BackendApiError.UnknownUser(id))
            : BackendApiAnswer.WriteAsync(context, resource);
    }

    private static Task GetSessionAsync(HttpContext context, LiveInstance live)
    {
        var id = Route.Id(context);
        var session = live.Read(instance => instance.State.Sessions.GetValueOrDefault(id));
        return session is null
            ? BackendApiAnswer.WriteAsync(context, BackendApiError.UnknownSession(id))
            : BackendApiAnswer.WriteAsync(context, SessionResource.WithUserId(session));
    }

    private static async Task CreateSessionAsync(HttpContext context, LiveInstance live)
    {
        if (await BackendApiChange.ReadAsync(context, reader => reader.Required("user_id")) is not (true, var userId))
            return;

        await ApplyAsync(
            context,
            live,
            instance => instance.State.Users.ContainsKey(userId)
                ? instance.SignIn(userId, pending: false)
                : Rejection.UnknownUser,
            BackendApiError.UnknownUser(userId));
    }

    private static Task RevokeSessionAsync(HttpContext context, LiveInstance live)
    {
        var id = Route.Id(context);
        return ApplyAsync(context, live, instance => instance.RevokeSession(id), BackendApiError.UnknownSession(id));
    }

    private static Task CreateTokenAsync(HttpContext context, LiveInstance live)
    {
        var id = Route.Id(context);
        var isLive = live.Read(instance =>
            instance.State.Sessions.TryGetValue(id, out var session) && session.IsLive(instance.Now));
        return isLive
            ? BackendApiAnswer.WriteAsync(context, new JsonObject
            {
                ["object"] = "token",
                ["jwt"] = live.Mint(id, authorizedParty: Origin(context)),
            })
            : BackendApiAnswer.WriteAsync(context, BackendApiError.UnknownSession(id));
    }

    private static Task ApplyAsync(
        HttpContext context, LiveInstance live, Func<EmulatedInstance, Outcome<Session>> command, BackendApiError unknown) =>
        BackendApiChange.ApplyAsync(context, live, command, (session, _) => SessionResource.WithUserId(session), unknown);

    /// <summary>
    /// The asking page's origin, as Clerk puts it into <c>azp</c>; anything that is no origin is ignored.
    /// </summary>
    private static string? Origin(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        return origin.Length <= Limits.Text && Uri.TryCreate(origin, UriKind.Absolute, out var url)
            && url.GetLeftPart(UriPartial.Authority) == origin
                ? origin
                : null;
    }
}
