using System.Diagnostics;
using Identity.Storage.Commits;
using Identity.Storage.Inbox;

namespace Identity.Storage;

/// <summary>Traces the commits. As long as nobody listens it makes nothing.</summary>
internal static class StorageActivities
{
    private static readonly ActivitySource Source = new(StorageInstrumentNames.ActivitySource);

    /// <summary>One transaction, from its first statement to the end of its commit.</summary>
    internal static Activity? StartCommit(IReadOnlyList<StorageCommand> batch) =>
        Source.StartActivity(StorageInstrumentNames.Commit)
            ?.SetTag(StorageInstrumentNames.BatchSizeTag, batch.Count)
            .SetTag(StorageInstrumentNames.DeliveriesTag, batch.OfType<AddEntry>().Count());

    /// <summary>The commit alone: before it nothing is stored, after it everything is.</summary>
    internal static Activity? StartFlush() => Source.StartActivity(StorageInstrumentNames.Flush);
}
