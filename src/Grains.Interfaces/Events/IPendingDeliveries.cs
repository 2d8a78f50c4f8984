using Identity.Clerk.Identifiers;

namespace Identity.Grains.Events;

/// <summary>The deliveries that are durable in the inbox but not yet applied.</summary>
/// <remarks>
/// A grain merges them when it activates, so that what was acknowledged before a crash is visible in the first answer
/// after it.
/// </remarks>
public interface IPendingDeliveries
{
    /// <summary>
    /// Those that this entity applies, in the order of their ids, a page at a time: at most 256, and fewer where their
    /// bodies exceed 8 MiB together.
    /// </summary>
    /// <param name="id">The entity.</param>
    /// <param name="after">The last message of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<PendingPage> ForAsync(EntityId id, MessageId? after, CancellationToken cancellationToken);
}
