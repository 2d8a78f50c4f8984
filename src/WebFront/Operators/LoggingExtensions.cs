namespace Identity.WebFront.Operators;

internal static partial class LoggingExtensions
{
    [LoggerMessage(7000, LogLevel.Warning, "Refused a call of '{Path}' without an operator's key.")]
    internal static partial void LogOperatorRefused(this ILogger logger, string path);

    [LoggerMessage(7001, LogLevel.Information, "An operator read the body of webhook '{MessageId}'.")]
    internal static partial void LogBodyRead(this ILogger logger, string messageId);
}
