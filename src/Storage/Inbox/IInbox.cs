using System.Collections.Immutable;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Storage.Commits;

namespace Identity.Storage.Inbox;

/// <summary>The write-ahead log of everything that Clerk delivers: its audit trail, replay source and quarantine.</summary>
/// <remarks>
/// Every method may throw <see cref="StorageUnavailableException"/>, and may then be repeated; cancelling a write abandons
/// the wait, not the write.
/// </remarks>
public interface IInbox : IPendingDeliveries
{
    /// <summary>
    /// Stores a delivery, unless its instance and id are there already. When it returns, the entry survives a crash of the
    /// process and a power cut.
    /// </summary>
    /// <remarks>A pending entry is due for a claim after ten seconds: until then whoever added it delivers it.</remarks>
    /// <exception cref="ArgumentException">The entry is stale from the start, or larger than 16 MiB.</exception>
    Task<InboxReceipt> AddAsync(InboxEntry entry, CancellationToken cancellationToken);

    /// <summary>
    /// Marks deliveries as settled and writes what they changed into the directory, in one transaction. An entry that was
    /// applied or stale before stays what it was; one that isn't there is passed over. The directory is written either way.
    /// </summary>
    /// <exception cref="ArgumentException">A completion says pending.</exception>
    Task CompleteAsync(
        ImmutableArray<InboxCompletion> completions, DirectoryEntries entries, CancellationToken cancellationToken);

    /// <summary>
    /// Takes pending entries that are due, longest due first, and postpones each: by 10 s after the first claim, then
    /// 30 s, 2 min, 10 min, and 1 h from the fifth on. No two callers get the same entry before it is due again.
    /// </summary>
    /// <param name="limit">The most entries, 1 to 500; fewer come when their bodies exceed 8 MiB together.</param>
    /// <param name="cancellationToken">Abandons the wait.</param>
    Task<ImmutableArray<InboxEntry>> ClaimDueAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Makes every pending entry due now: at the start of a process nobody else delivers them.</summary>
    Task ReleaseAllAsync(CancellationToken cancellationToken);

    /// <summary>Counts what isn't settled. The cost grows with the backlog.</summary>
    Task<InboxCounts> CountAsync(CancellationToken cancellationToken);
}
