using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Sessions;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.Instances;

internal sealed partial class EmulatedInstance
{
    public Session? LiveSessionOf(string userId) => LiveSessionsOf(userId).MaxBy(session => session.CreatedAt);

    /// <param name="idOrUsername">Who signs in; nobody asks for a password here.</param>
    /// <param name="pending">Whether the session still lacks an organization, as <c>sts: "pending"</c> tells.</param>
    public Outcome<Session> SignIn(string idOrUsername, bool pending)
    {
        if (FindUser(idOrUsername) is not { } user)
            return Rejection.UnknownUser;
        if (user.Banned)
            return Rejection.Banned;
        if (user.Locked)
            return Rejection.Locked;
        var now = Now;
        if (_sessions.Living >= Limits.LiveSessions)
            return Rejection.Full("live sessions");

        var session = new Session
        {
            Id = NewId("sess"),
            UserId = user.Id,
            ClientId = NewId("client"),
            ActivityId = NewId("sess_activity"),
            Status = pending ? SessionStatus.Pending : SessionStatus.Active,
            LastActiveAt = now,
            CreatedAt = now,
            UpdatedAt = now,
        };
        user = user with
        {
            LastSignInAt = now,
            // Clerk gives the day only.
            LastActiveAt = now - (now % MillisecondsPerDay),
            UpdatedAt = After(user.UpdatedAt),
        };
        Keep(user);
        Keep(session);
        return Outcome<Session>.Done(
            session,
            Tell(pending ? "session.pending" : "session.created", Resource(session, user), session.UpdatedAt),
            Tell("user.updated", UserResource.Of(user, InstanceId), user.UpdatedAt));
    }

    /// <summary>When the next session ends by itself, in Unix milliseconds.</summary>
    public long? NextExpiry => _sessions.NextToExpire?.ExpireAt;

    /// <summary>Ends what has expired.</summary>
    /// <returns>How many sessions that were.</returns>
    public Outcome<int> EndExpired()
    {
        var events = new List<EmulatedEvent>();
        var now = Now;
        while (_sessions.NextToExpire is { } session && session.ExpireAt <= now)
        {
            if (State.Users.TryGetValue(session.UserId, out var user))
                events.Add(End(session, user, SessionStatus.Ended));
            else
                Keep(session with { Status = SessionStatus.Removed });
        }

        return Outcome<int>.Done(events.Count, events);
    }

    public Outcome<Session> RevokeSession(string id) => EndSession(id, SessionStatus.Revoked);

    /// <param name="id">Which.</param>
    /// <param name="status">
    /// <c>ended</c> when the user has signed out, <c>removed</c> when the client has forgotten it, <c>revoked</c> when
    /// somebody else ended it.
    /// </param>
    public Outcome<Session> EndSession(string id, string status)
    {
        if (!State.Sessions.TryGetValue(id, out var session) || FindUser(session.UserId) is not { } user)
            return Rejection.UnknownSession;

        if (!session.IsLive(Now))
            return Rejection.SessionOver;

        var told = End(session, user, status);
        return Outcome<Session>.Done(State.Sessions[id], told);
    }

    public Outcome<User> RevokeSessions(string idOrUsername) =>
        FindUser(idOrUsername) is { } user
            ? Outcome<User>.Done(user, EndSessions(user))
            : Rejection.UnknownUser;

    /// <summary>
    /// Makes an organization the session's active one, as later tokens say; <see langword="null"/> for none.
    /// </summary>
    public Outcome<Session> SelectOrganization(string sessionId, string? idOrSlug)
    {
        if (!State.Sessions.TryGetValue(sessionId, out var session))
            return Rejection.UnknownSession;
        if (!session.IsLive(Now))
            return Rejection.SessionOver;

        var organization = idOrSlug is null ? null : FindOrganization(idOrSlug);
        if (idOrSlug is not null && organization is null)
            return Rejection.UnknownOrganization;
        if (organization is not null && FindMembership(organization.Id, session.UserId) is null)
            return Rejection.UnknownMembership;
        if (session.LastActiveOrganizationId == organization?.Id)
            return Outcome<Session>.Done(session);

        var now = After(session.UpdatedAt);
        session = session with
        {
            LastActiveOrganizationId = organization?.Id,
            LastActiveAt = now,
            UpdatedAt = now,
        };
        Keep(session);
        return Outcome<Session>.Done(session);
    }

    private IEnumerable<Session> LiveSessionsOf(string userId)
    {
        var now = Now;
        return _sessions.Of(userId).Where(session => session.IsLive(now));
    }

    private EmulatedEvent[] EndSessions(User user) =>
    [
        .. LiveSessionsOf(user.Id).ToList()
            .Select(session => End(session, user, SessionStatus.Revoked)),
    ];

    private EmulatedEvent End(Session session, User user, string status)
    {
        var now = After(session.UpdatedAt);
        session = session with { Status = status, LastActiveAt = now, UpdatedAt = now };
        Keep(session);
        return Tell($"session.{status}", Resource(session, user), now);
    }

    private JsonObject Resource(Session session, User user) =>
        SessionResource.WithUser(session, UserResource.Of(user, InstanceId));
}
