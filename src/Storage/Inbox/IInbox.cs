using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Storage.Commits;

namespace Identity.Storage.Inbox;

/// <summary>
/// The write-ahead log of everything that Clerk delivers: its audit trail, replay source and quarantine.
/// </summary>
/// <remarks>
/// Every method may throw <see cref="StorageUnavailableException"/>, and may then be repeated; cancelling a write
/// abandons the wait, not the write.
/// </remarks>
public interface IInbox : IPendingDeliveries, IInboxArchive
{
    /// <summary>
    /// Stores a delivery, unless its instance and id are there already. When it returns, the entry survives a crash of
    /// the process and a power cut.
    /// </summary>
    /// <remarks>
    /// A pending entry is due for a claim after ten seconds: until then whoever added it delivers it.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The entry is applied or stale from the start, or pending without an entity; its type hasn't 1 to 128
    /// characters, or its body is larger than 16 MiB.
    /// </exception>
    Task<InboxReceipt> AddAsync(InboxEntry entry, CancellationToken cancellationToken);

    /// <summary>
    /// Marks deliveries as settled and writes what they changed into the directory, in one transaction. An entry that
    /// was settled before stays what it was; one that isn't there is passed over. The directory is written either way.
    /// </summary>
    /// <remarks>The body goes, too, when the completion says so, or the entry is about a user who was erased.</remarks>
    /// <exception cref="ArgumentException">A completion says pending.</exception>
    Task CompleteAsync(
        ImmutableArray<InboxCompletion> completions, DirectoryEntries entries, CancellationToken cancellationToken);

    /// <summary>
    /// Writes what an entity changed in the directory by the word of Clerk's Backend API alone, and notes that it changed.
    /// </summary>
    Task LearnedAsync(EntityId id, DirectoryEntries entries, CancellationToken cancellationToken);

    /// <summary>
    /// Takes pending entries that are due, longest due first, and postpones each: by 10 s after the first claim, then
    /// 30 s, 2 min, 10 min, and 1 h from the fifth on. No two callers get the same entry before it is due again.
    /// </summary>
    /// <param name="limit">The most entries, 1 to 500; fewer come when their bodies exceed 8 MiB together.</param>
    /// <param name="cancellationToken">Abandons the wait.</param>
    Task<ImmutableArray<InboxEntry>> ClaimDueAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Makes every pending entry due now: at the start of a process nobody else delivers them.</summary>
    Task ReleaseAllAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Counts what waits, is in quarantine, or is foreign. The cost grows with these, not with what is settled.
    /// </summary>
    Task<InboxCounts> CountAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Removes what a deleted user left behind: the bodies of all entries about the user, but pending ones; of entries
    /// in quarantine, foreign and kept ones about no user, and of all that a resource applies, those whose bodies hold
    /// the user's id; and, in the directory, memberships, identifiers and everything but the tombstone, which is
    /// marked as erased last. Entries about other users stay. Idempotent; an erasure that was cut off is found again
    /// by <see cref="Directory.IDirectory.DeletedUsersAsync"/>, unless somebody wrote a row that says erased before
    /// it.
    /// </summary>
    /// <remarks>
    /// It takes several commits of a bounded size each. A pending entry loses its body as it is settled.
    /// </remarks>
    /// <returns>What it found; nothing is touched when the directory doesn't know the user as deleted.</returns>
    Task<InboxErasure> EraseAsync(UserId id, CancellationToken cancellationToken);
}
