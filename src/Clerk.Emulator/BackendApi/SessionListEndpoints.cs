using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Lists;
using Identity.Clerk.Emulator.Sessions;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary>Sessions of a user or a client, newest first.</summary>
internal static class SessionListEndpoints
{
    private static readonly string[] Statuses =
        ["abandoned", "active", "ended", "expired", "pending", "removed", "replaced", "revoked"];

    private static readonly IComparer<Session> ByCreation =
        Order.By<Session>(session => session.CreatedAt, session => session.Id);

    public static void MapSessionLists(this RouteGroupBuilder api, LiveInstance live) =>
        api.MapGet("/sessions", context => ListAsync(context, live));

    private static Task ListAsync(HttpContext context, LiveInstance live)
    {
        var reader = new QueryReader(context.Request.Query);
        var (_, paging) = reader.Page([]);
        var (clientId, userId) = (reader.Text("client_id"), reader.Text("user_id"));
        var status = reader.OneOf("status", Statuses);
        var paginated = reader.Flag("paginated") ?? false;
        if (reader.Fault is { } fault)
            return BackendApiAnswer.WriteAsync(context, fault);
        if (clientId is null && userId is null)
            return BackendApiAnswer.WriteAsync(context, BackendApiError.Missing("client_id, user_id"));

        var sessions = live.Read(instance => paging.Of(
            (userId is null ? instance.State.Sessions.Values : instance.SessionsOf(userId))
                .Where(session => (clientId is null || session.ClientId == clientId)
                    && (status is null || session.Status == status)),
            ByCreation)).Select(SessionResource.WithUserId);
        var data = new JsonArray([.. sessions.Items]);
        return paginated
            ? BackendApiAnswer.WriteAsync(context, data, sessions.Total)
            : BackendApiAnswer.WriteAsync(context, data);
    }
}
