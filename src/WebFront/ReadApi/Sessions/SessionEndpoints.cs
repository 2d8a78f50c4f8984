using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Users;
using Identity.Storage.Directory.Lists;
using Identity.WebFront.Hosting;
using Identity.WebFront.ReadApi.Answers;
using Identity.WebFront.ReadApi.Requests;
using Orleans;

namespace Identity.WebFront.ReadApi.Sessions;

/// <summary><c>/v1/sessions</c>: those of a user or of a browser, newest first, from their users' grains.</summary>
internal static class SessionEndpoints
{
    private static readonly string[] Statuses =
        ["abandoned", "active", "ended", "expired", "pending", "removed", "replaced", "revoked"];

    public static void MapSessions(this RouteGroupBuilder api)
    {
        api.MapRead("/sessions", ListAsync);
        api.MapRead("/sessions/{id}", GetAsync);
    }

    private static async Task<ClerkAnswer> ListAsync(
        HttpRequest request,
        IDirectoryLists lists,
        IGrainFactory grains,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var part = query.Newest();
        var (clientId, userId) = (query.Text("client_id"), query.Text("user_id"));
        var status = query.OneOf("status", Statuses);
        var paginated = query.Flag("paginated") ?? false;
        if (query.Fault is { } wrong) return wrong;
        if (clientId is null && userId is null) return ClerkError.MissingQuery("client_id, user_id");

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var found = await GrainReads.EachAsync(
            await UsersAsync(clientId, userId, lists, cancellationToken),
            user => grains.GetGrain<IUserGrain>(user.Value).ListSessionsAsync(),
            clock,
            cancellationToken);
        var sessions = found.SelectMany(ofUser => ofUser).Where(
            session => (clientId is null || session.Session.ClientId == clientId)
                && (status is null || SessionBody.StatusOf(session.Session, now) == status)).ToList();
        var page = sessions
            .OrderByDescending(session => session.Session.CreatedAt)
            .ThenByDescending(session => session.Session.Id.Value, StringComparer.Ordinal)
            .Skip(part.Offset).Take(part.Limit)
            .Select(session => SessionBody.Of(session, now))
            .ToList();
        return paginated ? ClerkAnswer.Page(page, sessions.Count) : ClerkAnswer.List(page);
    }

    private static async Task<ClerkAnswer> GetAsync(
        string id, IDirectoryLists lists, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!SessionId.TryParse(id, out var session)
            || await lists.FindSessionUserAsync(session, cancellationToken) is not { } user)
        {
            return ClerkError.UnknownSession(id);
        }

        var sessions = await GrainReads.OneAsync(
            grains.GetGrain<IUserGrain>(user.Value).ListSessionsAsync(), clock, cancellationToken);
        return sessions.FirstOrDefault(one => one.Session.Id == session) is { } found
            ? ClerkAnswer.Of(SessionBody.Of(found, clock.GetUtcNow().ToUnixTimeMilliseconds()))
            : ClerkError.UnknownSession(id);
    }

    private static async ValueTask<ImmutableArray<UserId>> UsersAsync(
        string? clientId, string? userId, IDirectoryLists lists, CancellationToken cancellationToken)
    {
        if (userId is not null) return UserId.TryParse(userId, out var user) ? [user] : [];
        return await lists.FindClientUsersAsync(clientId!, cancellationToken);
    }
}
