using Identity.Clerk.Identifiers;

namespace Identity.WebFront.Operators;

internal static partial class LoggingExtensions
{
    [LoggerMessage(7000, LogLevel.Warning,
        "Refused a call of '{Route}' from {Network} without an operator's key. Further ones aren't logged for a "
        + "minute.")]
    internal static partial void LogOperatorRefused(this ILogger logger, string route, string network);

    [LoggerMessage(7001, LogLevel.Information,
        "An operator with the key '{Key}', from {Network}, read the body of webhook '{MessageId}'.")]
    internal static partial void LogBodyRead(this ILogger logger, string key, string network, string messageId);

    [LoggerMessage(7002, LogLevel.Information,
        "An operator with the key '{Key}', from {Network}, read {Count} resources of kind '{Kind}', of the user "
        + "'{UserId}' or the organization '{OrganizationId}'.")]
    internal static partial void LogResourcesRead(
        this ILogger logger,
        string key,
        string network,
        int count,
        string kind,
        UserId? userId,
        OrganizationId? organizationId);
}
