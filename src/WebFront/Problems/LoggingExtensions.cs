namespace Identity.WebFront.Problems;

internal static partial class LoggingExtensions
{
    [LoggerMessage(7100, LogLevel.Warning,
        "A request was answered with 503, because of '{Cause}'. Further ones aren't logged for a minute.")]
    public static partial void LogUnavailable(this ILogger logger, string cause);
}
