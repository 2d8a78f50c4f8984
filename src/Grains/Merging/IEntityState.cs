using Identity.Grains.Directory;
using Identity.Grains.Events;

namespace Identity.Grains.Merging;

/// <summary>A grain's state: immutable, and merged by a pure function.</summary>
internal interface IEntityState<TSelf>
    where TSelf : class, IEntityState<TSelf>
{
    /// <summary>Counts the changes.</summary>
    long Revision { get; }

    /// <summary>Whether a person asked to be forgotten, so that what arrives must not be kept.</summary>
    bool Erased { get; }

    /// <summary>The same state under another revision.</summary>
    TSelf WithRevision(long revision);

    /// <summary>
    /// Merges one event. Commutative, associative and idempotent: any order and number of the same events ends in the
    /// same state. Returns the very same instance when nothing changes.
    /// </summary>
    TSelf Merge(ReceivedEvent received, out EventResult result);

    /// <summary>
    /// Whether this event and what is known are two different snapshots that only their messages' ids put in an order.
    /// </summary>
    bool Ties(ReceivedEvent received);

    /// <summary>Whether what these events made of this state begins in the middle, and Clerk can tell the rest.</summary>
    /// <param name="before">The state that they were merged into.</param>
    /// <param name="merged">The events.</param>
    bool HasGapAfter(TSelf before, IReadOnlyList<ReceivedEvent> merged);

    /// <summary>The directory's rows of what these events touch, as the state has them now.</summary>
    DirectoryEntries EntriesFor(IReadOnlyList<ReceivedEvent> touched);
}
