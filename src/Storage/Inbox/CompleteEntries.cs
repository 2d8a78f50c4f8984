using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Commits;

namespace Identity.Storage.Inbox;

/// <summary>Marks deliveries as settled and writes the directory.</summary>
internal sealed class CompleteEntries(
    ImmutableArray<InboxCompletion> completions, DirectoryEntries entries, EntityId? learned, long now)
    : StorageCommand<bool>
{
    internal ImmutableArray<InboxCompletion> Completions { get; } = completions;

    internal DirectoryEntries Entries { get; } = entries;

    /// <summary>The entity that changed by Clerk's word alone; null for none.</summary>
    internal EntityId? Learned { get; } = learned;

    internal long Now { get; } = now;
}
