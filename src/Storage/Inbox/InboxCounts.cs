namespace Identity.Storage.Inbox;

/// <summary>How much the inbox holds that somebody may have to look at.</summary>
/// <param name="Pending">Entries that wait to be applied.</param>
/// <param name="Quarantined">Entries in quarantine.</param>
/// <param name="Foreign">Entries of other Clerk instances.</param>
/// <param name="OldestPendingReceivedAt">
/// When the oldest pending one was received: Unix time in milliseconds; null without one.
/// </param>
public sealed record InboxCounts(long Pending, long Quarantined, long Foreign, long? OldestPendingReceivedAt);
