using Identity.Authentication.Rejections;
using Identity.Clerk.Tokens;
using Identity.Grains.Callers;

namespace Identity.Authentication.Callers;

/// <summary>Who may pass, as a function of a good token, the user's grain and the options.</summary>
internal static class Admission
{
    /// <summary>What the token alone forbids. Clerk treats a pending session as signed out.</summary>
    public static Rejection? Judge(SessionClaims claims, ClerkOptions options)
    {
        if (claims.Status != SessionTokenStatus.Active) return CallerRejections.SessionPending;
        return claims.Actor is not null && options.RejectImpersonation ? CallerRejections.Impersonation : null;
    }

    /// <summary>What the grain's answer forbids; null when the caller may pass.</summary>
    public static Rejection? Judge(CallerResolution? resolution, ClerkOptions options)
    {
        if (resolution is null) return CallerRejections.UserUnknown;
        if (resolution.Denial == CallerDenial.UserUnknown && options.UnknownUser == UnknownUserPolicy.AcceptProvisional)
            return null;
        if (resolution.Denial != CallerDenial.None) return CallerRejections.Of(resolution.Denial);
        if (resolution.User is null) return CallerRejections.UserUnknown;
        if (resolution.User.Locked && options.RejectLocked) return CallerRejections.UserLocked;
        if (resolution.Session?.ActorId is not null && options.RejectImpersonation) return CallerRejections.Impersonation;
        return resolution.Session is null && options.UnknownSession == UnknownSessionPolicy.Refuse
            ? CallerRejections.SessionUnknown
            : null;
    }
}
