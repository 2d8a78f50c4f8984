using System.Collections.Immutable;
using Identity.Storage.Commits;

namespace Identity.Storage.Inbox;

/// <summary>Removes the bodies of these entries, but of pending ones; the result says how many there were.</summary>
internal sealed class EraseMentions(ImmutableArray<InboxPosition> entries) : StorageCommand<int>
{
    internal ImmutableArray<InboxPosition> Entries { get; } = entries;

    internal override bool MustBeOnDisk => true;
}
