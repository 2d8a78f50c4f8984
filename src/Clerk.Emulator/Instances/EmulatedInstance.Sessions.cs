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

    public Outcome<Session> RevokeSession(string id)
    {
        if (!State.Sessions.TryGetValue(id, out var session) || FindUser(session.UserId) is not { } user)
            return Rejection.UnknownSession;

        if (!session.IsLive(Now))
            return Rejection.SessionOver;

        var revoked = End(session, user);
        return Outcome<Session>.Done(State.Sessions[id], revoked);
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
        [.. LiveSessionsOf(user.Id).ToList().Select(session => End(session, user))];

    private EmulatedEvent End(Session session, User user)
    {
        var now = After(session.UpdatedAt);
        session = session with { Status = SessionStatus.Revoked, LastActiveAt = now, UpdatedAt = now };
        Keep(session);
        return Tell("session.revoked", Resource(session, user), now);
    }

    private JsonObject Resource(Session session, User user) =>
        SessionResource.WithUser(session, UserResource.Of(user, InstanceId));
}
