using Identity.Clerk.Identifiers;
using Identity.Clerk.Webhooks;
using Identity.Grains.Events;
using Identity.Ingest.Listings;
using Identity.Ingest.Walks;
using Identity.Storage.Inbox;
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
        "An entity of which no event told, or not all, couldn't be asked for at Clerk.")]
    internal static partial void LogDiscoveryFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventIds.WalkPaused, LogLevel.Warning, "Clerk didn't answer '{Operation}'; it is asked again in {Pause}.")]
    internal static partial void LogWalkPaused(
        this ILogger logger, string operation, TimeSpan pause, Exception exception);

    [LoggerMessage(EventIds.Unreadable, LogLevel.Error, "Clerk's list of {Listing} has an item '{Id}' that can't be read: {Reason}.")]
    internal static partial void LogUnreadable(this ILogger logger, Listing listing, string? id, string reason);

    [LoggerMessage(EventIds.NotLearned, LogLevel.Error, "What Clerk's list says of '{Entity}' couldn't be merged.")]
    internal static partial void LogNotLearned(this ILogger logger, EntityId entity, Exception exception);

    [LoggerMessage(EventIds.GapLeft, LogLevel.Warning,
        "'{Entity}' couldn't be asked for at Clerk in {Attempts} attempts; it is left to the reconciler.")]
    internal static partial void LogGapLeft(this ILogger logger, EntityId entity, int attempts);

    [LoggerMessage(EventIds.Walked, LogLevel.Information, "{Kind} has ended: {Summary}.")]
    internal static partial void LogWalked(this ILogger logger, WalkKind kind, string summary);

    [LoggerMessage(EventIds.WalkInterrupted, LogLevel.Information, "{Kind} was stopped before its end.")]
    internal static partial void LogWalkInterrupted(this ILogger logger, WalkKind kind);

    [LoggerMessage(EventIds.WalkFailed, LogLevel.Error, "{Kind} broke off.")]
    internal static partial void LogWalkFailed(this ILogger logger, WalkKind kind, Exception exception);

    [LoggerMessage(EventIds.RemovalsSpared, LogLevel.Critical,
        "{Count} users, organizations or memberships seem to be gone at Clerk, more than the {Limit} that are taken for it: nothing was removed.")]
    internal static partial void LogRemovalsSpared(this ILogger logger, long count, int limit);

    [LoggerMessage(EventIds.ReconcileFailed, LogLevel.Error, "A reconciliation failed; the next one tries again.")]
    internal static partial void LogReconcileFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventIds.Retained, LogLevel.Information,
        "Deleted {Purged} settled deliveries whose time was over, and erased {Erased} persons.")]
    internal static partial void LogRetained(this ILogger logger, int purged, int erased);

    [LoggerMessage(EventIds.RetentionPostponed, LogLevel.Warning, "The inbox can't be cleared while the storage is away.")]
    internal static partial void LogRetentionPostponed(this ILogger logger, Exception exception);

    [LoggerMessage(EventIds.RetentionFailed, LogLevel.Error, "Clearing the inbox failed.")]
    internal static partial void LogRetentionFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventIds.EraseFailed, LogLevel.Error, "'{UserId}' couldn't be erased; it is tried again in an hour.")]
    internal static partial void LogEraseFailed(this ILogger logger, UserId userId, Exception exception);

    [LoggerMessage(EventIds.Erased, LogLevel.Information,
        "Erased '{UserId}': {Deliveries} deliveries and {Resources} resources.")]
    internal static partial void LogErased(this ILogger logger, UserId userId, int deliveries, int resources);

    [LoggerMessage(EventIds.Replayed, LogLevel.Information, "Webhook '{MessageId}' is replayed: it was {From} and is {To}.")]
    internal static partial void LogReplayed(this ILogger logger, MessageId messageId, InboxState from, InboxState to);

    [LoggerMessage(EventIds.WriteNotMerged, LogLevel.Error,
        "Clerk did a write, but its answer, a {Kind}, couldn't be merged; its webhook brings it.")]
    internal static partial void LogWriteNotMerged(this ILogger logger, FetchedKind kind, Exception exception);

    [LoggerMessage(EventIds.WriteUnreadable, LogLevel.Error,
        "Clerk did a write, but its answer can't be understood: {Reason}. Its webhook brings it.")]
    internal static partial void LogWriteUnreadable(this ILogger logger, string? reason);
}
