using System.Collections.Immutable;
using Identity.Storage.Commits;

namespace Identity.Storage.Inbox;

/// <summary>Gives entries that aren't pending another state, and what was read anew from their bodies.</summary>
internal sealed class ReopenEntries(ImmutableArray<InboxEntry> entries, long now) : StorageCommand<int>
{
    internal ImmutableArray<InboxEntry> Entries { get; } = entries;

    internal long Now { get; } = now;

    internal long DueAt => Now + InboxSchedule.FirstDelay;

    // Nobody would send these deliveries again.
    internal override bool MustBeOnDisk => true;
}
