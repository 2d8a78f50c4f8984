using Identity.Grains.Events;

namespace Identity.Storage.Inbox;

/// <summary>A database's side of reading the inbox.</summary>
internal interface IInboxReader : IPendingDeliveries
{
    /// <inheritdoc cref="IInbox.CountAsync"/>
    Task<InboxCounts> CountAsync(CancellationToken cancellationToken);
}
