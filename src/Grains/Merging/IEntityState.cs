using Identity.Grains.Directory;
using Identity.Grains.Events;

namespace Identity.Grains.Merging;

/// <summary>A grain's state: immutable, and merged by a pure function.</summary>
internal interface IEntityState<TSelf>
    where TSelf : class, IEntityState<TSelf>
{
    /// <summary>Counts the changes.</summary>
    long Revision { get; }

    /// <summary>The same state under another revision.</summary>
    TSelf WithRevision(long revision);

    /// <summary>
    /// Merges one event. Commutative, associative and idempotent: any order and number of the same events ends in the
    /// same state. Returns the very same instance when nothing changes.
    /// </summary>
    TSelf Merge(ReceivedEvent received, out EventResult result);

    /// <summary>The directory's rows of what these events touch, as the state has them now.</summary>
    DirectoryEntries EntriesFor(IReadOnlyList<ReceivedEvent> touched);
}
