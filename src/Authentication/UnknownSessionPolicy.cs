namespace Identity.Authentication;

/// <summary>What becomes of a valid token of a known user whose session the cluster hasn't heard of.</summary>
public enum UnknownSessionPolicy
{
    /// <summary>
    /// The caller passes, without a session snapshot. The webhook of a fresh sign-in may still be on its way, and a
    /// token of a session that has ended is good for 60 seconds at most.
    /// </summary>
    Accept,

    /// <summary>The token is refused until an event of the session has come.</summary>
    Refuse,
}
