namespace Identity.WebFront.ForwardAuth;

internal static partial class LoggingExtensions
{
    [LoggerMessage(EventIds.UntrustedProxy, LogLevel.Warning,
        "Forward auth was asked from {Network}, which isn't trusted, and refused. If a proxy of yours is there, add its "
        + "network to ForwardAuth:TrustedNetworks. Further ones aren't logged for a minute.")]
    public static partial void LogUntrustedProxy(this ILogger logger, string network);

    [LoggerMessage(EventIds.MalformedQuestion, LogLevel.Warning,
        "A proxy's question was malformed, and refused: {Why} See deploy/ for configurations. Further ones aren't logged "
        + "for a minute.")]
    public static partial void LogMalformedQuestion(this ILogger logger, string why);

    [LoggerMessage(EventIds.AssertionKeyMade, LogLevel.Information,
        "The assertions' key '{KeyId}' was made, and signs from {ActiveFrom:O}.")]
    public static partial void LogAssertionKeyMade(this ILogger logger, string keyId, DateTimeOffset activeFrom);

    [LoggerMessage(EventIds.AssertionKeyUnusable, LogLevel.Error, "The key file '{File}' isn't used: it {Why}.")]
    public static partial void LogAssertionKeyUnusable(this ILogger logger, string file, string why);

    [LoggerMessage(EventIds.AssertionKeysUnavailable, LogLevel.Error,
        "The assertions' keys can't be read or written. Without any, forward auth answers 503. See "
        + "ForwardAuth:KeyFolder.")]
    public static partial void LogAssertionKeysUnavailable(this ILogger logger, Exception exception);
}
