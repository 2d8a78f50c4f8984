namespace Identity.Clerk.Resources;

/// <summary>Questions about a <see cref="SessionStatus"/>.</summary>
public static class SessionStatusExtensions
{
    /// <summary>True if the session is over and never comes back.</summary>
    public static bool IsTerminal(this SessionStatus status) =>
        status is not (SessionStatus.Unknown or SessionStatus.Active or SessionStatus.Pending);

    /// <summary>Clerk's word for a status; <see cref="SessionStatus.Unknown"/> for any other.</summary>
    internal static SessionStatus Parse(string word) => word switch
    {
        "active" => SessionStatus.Active,
        "pending" => SessionStatus.Pending,
        "revoked" => SessionStatus.Revoked,
        "ended" => SessionStatus.Ended,
        "expired" => SessionStatus.Expired,
        "removed" => SessionStatus.Removed,
        "abandoned" => SessionStatus.Abandoned,
        "replaced" => SessionStatus.Replaced,
        _ => SessionStatus.Unknown,
    };

    /// <summary>The status of the session that an event is about, when event and payload need not agree.</summary>
    /// <param name="payload">What the payload says; null if it says nothing.</param>
    /// <param name="eventType">The event, e.g. <c>session.revoked</c>; null for none.</param>
    /// <remarks>
    /// A session that is over stays over, so whichever of the two says so is right: the event
    /// (<c>session.revoked</c> around a snapshot that still says active), or the snapshot (<c>session.created</c>,
    /// delivered late). If both do, the snapshot knows more: abandoned and replaced sessions have no event of their
    /// own.
    /// Otherwise the event only fills in for a payload without status; a status that this code doesn't know stays
    /// unknown, because nobody must be let in on a guess.
    /// </remarks>
    internal static SessionStatus Reconcile(SessionStatus? payload, string? eventType)
    {
        var implied = eventType switch
        {
            null => SessionStatus.Unknown,
            "session.created" => SessionStatus.Active,
            _ => Parse(eventType["session.".Length..]),
        };
        if (payload is not { } status) return implied;
        return implied.IsTerminal() && !status.IsTerminal() ? implied : status;
    }
}
