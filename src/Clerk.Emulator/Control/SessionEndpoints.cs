using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Sessions;

namespace Identity.Clerk.Emulator.Control;

/// <summary>Sessions and their tokens; tokens are plain text, to be put into a shell variable.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this RouteGroupBuilder emulator, LiveInstance live)
    {
        emulator.MapPost("/sessions/{id}/token", context => TokenAsync(context, live));
        Map("revoke", SessionStatus.Revoked);
        Map("end", SessionStatus.Ended);
        Map("remove", SessionStatus.Removed);
        emulator.MapPost("/token/{id}", context => TokenOfUserAsync(context, live));

        void Map(string verb, string status) => emulator.MapPost(
            $"/sessions/{{id}}/{verb}", context => EndAsync(new ControlCall(context, live), status));
    }

    private static Task EndAsync(ControlCall call, string status) =>
        call.ApplyAsync(
            instance => instance.EndSession(call.Id, status),
            (session, _) => new JsonObject { ["session"] = SessionResource.WithUserId(session) });

    private static Task TokenAsync(HttpContext context, LiveInstance live)
    {
        var call = new ControlCall(context, live);
        return AnswerTokenAsync(context, live, call, call.Id);
    }

    /// <summary>A token for whoever is named, signed in first if need be.</summary>
    private static async Task TokenOfUserAsync(HttpContext context, LiveInstance live)
    {
        var call = new ControlCall(context, live);
        var change = await call.ApplyAsync(
            instance => Session(instance, call.Id), wait: call.Query("wait") is not "false");
        if (change.Rejection is { } rejection)
            await Answers.ProblemAsync(context, rejection);
        else
            await AnswerTokenAsync(context, live, call, change.Value.Id);
    }

    private static Outcome<Session> Session(EmulatedInstance instance, string idOrUsername)
    {
        if (instance.FindUser(idOrUsername) is not { } user)
            return Rejection.UnknownUser;
        return instance.LiveSessionOf(user.Id) is { } live
            ? Outcome<Session>.Done(live)
            : instance.SignIn(idOrUsername, pending: false);
    }

    private static async Task AnswerTokenAsync(
        HttpContext context, LiveInstance live, ControlCall call, string sessionId)
    {
        if (call.Query("v") is not (null or "1" or "2"))
        {
            await Answers.ProblemAsync(context, Rejection.Invalid("v is 1 or 2."));
            return;
        }

        var change = await call.ApplyAsync(instance => Select(instance, sessionId, call), wait: false);
        var rejection = change.Rejection;
        if (rejection is null && live.Mint(sessionId, call.Query("v") is "1" ? 1 : 2) is { } token)
            await Answers.TextAsync(context, token);
        else
            await Answers.ProblemAsync(context, rejection ?? Rejection.UnknownSession);
    }

    /// <summary>Without <c>organization_id</c> the session's own stays; an empty one means none.</summary>
    private static Outcome<Session> Select(EmulatedInstance instance, string sessionId, ControlCall call)
    {
        var asked = call.Query("organization_id");
        if (!instance.State.Sessions.TryGetValue(sessionId, out var session))
            return Rejection.UnknownSession;
        return instance.SelectOrganization(
            sessionId,
            asked is null ? Kept(instance, session) : asked.Length == 0 ? null : asked);
    }

    /// <summary>The session's organization, unless its user has left it or it is gone.</summary>
    private static string? Kept(EmulatedInstance instance, Session session) =>
        session.LastActiveOrganizationId is { } id && instance.FindMembership(id, session.UserId) is not null
            ? id
            : null;
}
