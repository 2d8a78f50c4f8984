using System.Collections.Immutable;
using Identity.Clerk.Identifiers;

namespace Identity.Storage.Inbox;

/// <summary>What an operator sees of the inbox and can do to it.</summary>
public interface IInboxArchive
{
    /// <summary>Lists entries without their bodies, newest received first.</summary>
    /// <remarks>Pages are stable: what is added or changes between two of them moves no other entry.</remarks>
    /// <param name="filter">Which entries.</param>
    /// <param name="after">The position of the last entry of the page before; null for the first page.</param>
    /// <param name="limit">The most entries, 1 to 500.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    Task<ImmutableArray<InboxEntry>> ListAsync(
        InboxFilter filter, InboxPosition? after, int limit, CancellationToken cancellationToken);

    /// <summary>One entry with its body; null when there is none.</summary>
    /// <param name="instance">
    /// The Clerk instance that sent it; null for any, and of several the one to which the database belongs.
    /// </param>
    /// <param name="id">The message.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    Task<InboxEntry?> FindAsync(InstanceId? instance, MessageId id, CancellationToken cancellationToken);

    /// <summary>
    /// Gives settled and quarantined entries the state that these say, with their type, time, entity, user,
    /// organization and reason, as a new reading of their bodies found them. A pending one has no attempts and is due
    /// as if it had just been added. Bodies and the time of receipt stay. It survives a power cut.
    /// </summary>
    /// <remarks>
    /// Passed over are entries that are pending, aren't there, or shall become pending without a body.
    /// </remarks>
    /// <returns>How many were changed.</returns>
    /// <exception cref="ArgumentException">
    /// More than 500 entries, or one that <see cref="IInbox.AddAsync"/> wouldn't take.
    /// </exception>
    Task<int> ReopenAsync(ImmutableArray<InboxEntry> entries, CancellationToken cancellationToken);

    /// <summary>Deletes settled entries, bodies and all. Their ids are unknown from then on.</summary>
    /// <param name="receivedBefore">Unix time in milliseconds; what was received then or later stays.</param>
    /// <param name="limit">The most entries, 1 to 500; a result that is smaller says that no more were there.</param>
    /// <param name="cancellationToken">Abandons the wait.</param>
    /// <returns>How many were deleted.</returns>
    Task<int> PurgeAsync(long receivedBefore, int limit, CancellationToken cancellationToken);
}
