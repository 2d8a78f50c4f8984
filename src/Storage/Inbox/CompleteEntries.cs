using System.Collections.Immutable;
using Identity.Grains.Directory;
using Identity.Storage.Commits;

namespace Identity.Storage.Inbox;

/// <summary>Marks deliveries as settled and writes the directory.</summary>
internal sealed class CompleteEntries(ImmutableArray<InboxCompletion> completions, DirectoryEntries entries)
    : StorageCommand<bool>
{
    internal ImmutableArray<InboxCompletion> Completions { get; } = completions;

    internal DirectoryEntries Entries { get; } = entries;
}
