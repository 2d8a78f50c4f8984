namespace Identity.WebFront.ReadApi;

internal static partial class LoggingExtensions
{
    [LoggerMessage(EventIds.KeyRefused, LogLevel.Warning,
        "Refused a call of /v1 with a key that isn't CLERK_SECRET_KEY. Further ones aren't logged for a minute.")]
    public static partial void LogKeyRefused(this ILogger logger);

    [LoggerMessage(EventIds.Failed, LogLevel.Error, "A call of /v1 failed.")]
    public static partial void LogFailed(this ILogger logger, Exception exception);
}
