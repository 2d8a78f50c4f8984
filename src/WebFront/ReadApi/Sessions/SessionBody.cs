using Identity.Clerk.Json;
using Identity.Clerk.Resources;
using Identity.Grains.Users;
using Identity.WebFront.ReadApi.Bodies;

namespace Identity.WebFront.ReadApi.Sessions;

/// <summary>Writes a session: as Clerk sent it, with the status that it is known to have.</summary>
internal static class SessionBody
{
    /// <summary>Clerk's word for what became of a session; null for a status that this code doesn't know.</summary>
    /// <param name="session">The session.</param>
    /// <param name="now">Unix time in milliseconds: no event tells that a session's time is over.</param>
    public static string? StatusOf(SessionSnapshot session, long now) => session.Status switch
    {
        SessionStatus.Unknown => null,
        SessionStatus.Active or SessionStatus.Pending when session.ExpireAt <= now => "expired",
        var status => status.ToString().ToLowerInvariant(),
    };

    /// <inheritdoc cref="StatusOf"/>
    public static RawJson Of(ListedSession session, long now) => StatusOf(session.Session, now) is { } status
        ? ObjectEdit.With(session.Raw, new Dictionary<string, RawJson> { ["status"] = ObjectEdit.Text(status) })
        : session.Raw;
}
