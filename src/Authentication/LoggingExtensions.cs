using Identity.Authentication.Propagation;
using Identity.Authentication.Unavailability;
using Microsoft.Extensions.Logging;

namespace Identity.Authentication;

internal static partial class LoggingExtensions
{
    [LoggerMessage(EventIds.AuthorizedPartiesUnchecked, LogLevel.Warning,
        "Scheme '{Scheme}' has no AuthorizedParties, so a token that another origin obtained is accepted. "
        + "Set Authentication:Schemes:{Scheme}:AuthorizedParties to your origins.")]
    public static partial void LogAuthorizedPartiesUnchecked(this ILogger logger, string scheme);

    [LoggerMessage(EventIds.CannotVerify, LogLevel.Warning,
        "Scheme '{Scheme}' can't verify a token, and answers every request that has one with 503. It needs a key "
        + "(CLERK_SECRET_KEY or CLERK_JWT_KEY) and an issuer (CLERK_PUBLISHABLE_KEY or Issuer).")]
    public static partial void LogCannotVerify(this ILogger logger, string scheme);

    [LoggerMessage(EventIds.CredentialsRefused, LogLevel.Debug, "Credentials were refused: '{Reason}'.")]
    public static partial void LogCredentialsRefused(this ILogger logger, string reason);

    [LoggerMessage(EventIds.IdentityUnavailable, LogLevel.Warning,
        "It can't be known who calls: '{Reason}', because of '{Cause}'.")]
    public static partial void LogIdentityUnavailable(
        this ILogger logger, IdentityUnavailableReason reason, string cause);

    [LoggerMessage(EventIds.UnsignedCaller, LogLevel.Debug,
        "A request from outside said who calls, and wasn't believed: '{Rejection}'.")]
    public static partial void LogUnsignedCaller(this ILogger logger, PropagationRejection rejection);

    [LoggerMessage(EventIds.CallerNotBelieved, LogLevel.Warning,
        "A request with a trusted key's signature said who calls, and wasn't believed: '{Rejection}'.")]
    public static partial void LogCallerNotBelieved(this ILogger logger, PropagationRejection rejection);

    [LoggerMessage(EventIds.TooManyCallers, LogLevel.Warning,
        "More calls came from services that are trusted than are remembered, and those beyond aren't believed. See "
        + "Authentication:Propagation:MaxRememberedCalls and MaxSkew. Further ones aren't logged for a minute.")]
    public static partial void LogTooManyCallers(this ILogger logger);

    // Whatever a grain or its storage throws may name a user, and those are for Debug.
    [LoggerMessage(EventIds.IdentityUnavailableCause, LogLevel.Debug, "Why it can't be known who calls.")]
    public static partial void LogIdentityUnavailableCause(this ILogger logger, Exception exception);
}
