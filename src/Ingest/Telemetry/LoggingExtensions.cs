using Identity.Clerk.Identifiers;
using Identity.Clerk.Webhooks;
using Microsoft.Extensions.Logging;

namespace Identity.Ingest.Telemetry;

internal static partial class LoggingExtensions
{
    [LoggerMessage(EventIds.WebhookRejected, LogLevel.Warning, "Rejected a webhook: {Rejection}.")]
    internal static partial void LogWebhookRejected(this ILogger logger, WebhookRejection rejection);

    [LoggerMessage(EventIds.WebhookQuarantined, LogLevel.Error,
        "Webhook '{MessageId}' of type '{Type}' is in quarantine: {Reason}.")]
    internal static partial void LogWebhookQuarantined(
        this ILogger logger, MessageId messageId, string type, string? reason);

    [LoggerMessage(EventIds.WebhookDeferred, LogLevel.Warning,
        "Webhook '{MessageId}' is durable, but wasn't applied before its deadline; the sweeper finishes it.")]
    internal static partial void LogWebhookDeferred(this ILogger logger, MessageId messageId);

    [LoggerMessage(EventIds.WebhookNotDurable, LogLevel.Error,
        "Webhook '{MessageId}' couldn't be made durable; the sender must try again.")]
    internal static partial void LogWebhookNotDurable(this ILogger logger, MessageId messageId, Exception exception);

    [LoggerMessage(EventIds.DeliveryFailed, LogLevel.Error, "A grain failed to apply {Count} deliveries.")]
    internal static partial void LogDeliveryFailed(this ILogger logger, int count, Exception exception);

    [LoggerMessage(EventIds.DeliveryPostponed, LogLevel.Warning,
        "Webhook '{MessageId}' failed at attempt {Attempt} and will be tried again.")]
    internal static partial void LogDeliveryPostponed(
        this ILogger logger, MessageId messageId, int attempt, Exception exception);

    [LoggerMessage(EventIds.Swept, LogLevel.Information, "Finished {Count} deliveries that were left pending.")]
    internal static partial void LogSwept(this ILogger logger, int count);

    [LoggerMessage(EventIds.SweepPostponed, LogLevel.Warning, "The inbox can't be swept while the storage is away.")]
    internal static partial void LogSweepPostponed(this ILogger logger, Exception exception);

    [LoggerMessage(EventIds.SweepFailed, LogLevel.Error, "A sweep of the inbox failed.")]
    internal static partial void LogSweepFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventIds.DiscoveryFailed, LogLevel.Warning,
        "A user of whom no event has come couldn't be asked for at Clerk.")]
    internal static partial void LogDiscoveryFailed(this ILogger logger, Exception exception);
}
