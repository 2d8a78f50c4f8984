namespace Identity.Grains.Callers;

/// <summary>Why the bearer of a valid token may not pass.</summary>
public enum CallerDenial
{
    /// <summary>They may.</summary>
    None,

    /// <summary>No event of this user has come yet.</summary>
    UserUnknown,

    UserDeleted,
    UserBanned,
    SessionRevoked,
    SessionEnded,
    SessionRemoved,
    SessionExpired,
    SessionAbandoned,
    SessionReplaced,

    /// <summary>The session waits for a task, such as choosing an organization; Clerk treats it as signed out.</summary>
    SessionPending,
}
