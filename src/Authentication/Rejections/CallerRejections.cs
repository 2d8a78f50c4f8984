using Identity.Authentication.Metrics;
using Identity.Grains.Callers;

namespace Identity.Authentication.Rejections;

/// <summary>Refusals of good tokens, because of what is known of the user.</summary>
internal static class CallerRejections
{
    public static readonly Rejection UserUnknown = Make("user-unknown", "The user isn't known here yet.");
    public static readonly Rejection UserLocked = Make("user-locked", "The user is locked.");
    public static readonly Rejection SessionUnknown = Make("session-unknown", "The session isn't known here yet.");
    public static readonly Rejection SessionPending =
        Make("session-pending", "The session waits for a task that the user must finish first.");

    public static readonly Rejection Impersonation =
        Make("impersonation", "Somebody else acts as the user, which isn't allowed here.");

    private static readonly Rejection UserDeleted = Make("user-deleted", "The user was deleted.");
    private static readonly Rejection UserBanned = Make("user-banned", "The user is banned.");
    private static readonly Rejection SessionRevoked = Make("session-revoked", "The session was revoked.");
    private static readonly Rejection SessionEnded = Make("session-ended", "The session has ended.");
    private static readonly Rejection SessionRemoved = Make("session-removed", "The session was removed.");
    private static readonly Rejection SessionExpired = Make("session-expired", "The session has expired.");
    private static readonly Rejection SessionAbandoned = Make("session-abandoned", "The session was abandoned.");
    private static readonly Rejection SessionReplaced = Make("session-replaced", "The session was replaced.");
    private static readonly Rejection Denied = Make("caller-denied", "The caller may not pass.");

    /// <summary>The refusal that a denial means. A denial that a newer silo invented refuses too.</summary>
    public static Rejection Of(CallerDenial denial) => denial switch
    {
        CallerDenial.UserUnknown => UserUnknown,
        CallerDenial.UserDeleted => UserDeleted,
        CallerDenial.UserBanned => UserBanned,
        CallerDenial.SessionRevoked => SessionRevoked,
        CallerDenial.SessionEnded => SessionEnded,
        CallerDenial.SessionRemoved => SessionRemoved,
        CallerDenial.SessionExpired => SessionExpired,
        CallerDenial.SessionAbandoned => SessionAbandoned,
        CallerDenial.SessionReplaced => SessionReplaced,
        CallerDenial.SessionPending => SessionPending,
        _ => Denied,
    };

    private static Rejection Make(string reason, string message) => new(reason, message, AuthenticationOutcome.Revoked);
}
