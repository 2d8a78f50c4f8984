using System.Collections.Immutable;
using Identity.Storage.Commits;

namespace Identity.Storage.Inbox;

/// <summary>Takes pending entries that are due, and postpones them.</summary>
internal sealed class ClaimDueEntries(int limit, long now) : StorageCommand<ImmutableArray<InboxEntry>>
{
    internal int Limit { get; } = limit;

    internal long Now { get; } = now;

    // Two claims of one commit would find the same entries.
    internal override object OrderKey => typeof(ClaimDueEntries);

    internal override bool HasWritten => !Result.IsDefaultOrEmpty;
}
