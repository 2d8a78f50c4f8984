namespace Identity.Storage;

/// <summary>The names of what storage measures.</summary>
internal static class StorageInstrumentNames
{
    internal const string Meter = "Identity.Storage";

    internal const string CommitDuration = "identity.storage.commit.duration";
    internal const string CommitBatchSize = "identity.storage.commit.batch_size";
    internal const string QueueLength = "identity.storage.queue.length";

    internal const string ResultTag = "result";
}
