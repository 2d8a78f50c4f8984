namespace Identity.Storage;

/// <summary>The names of what storage measures and traces.</summary>
internal static class StorageInstrumentNames
{
    internal const string Meter = "Identity.Storage";

    internal const string ActivitySource = "Identity.Storage";

    internal const string CommitDuration = "identity.storage.commit.duration";
    internal const string CommitBatchSize = "identity.storage.commit.batch_size";
    internal const string QueueLength = "identity.storage.queue.length";

    internal const string UserIndexUsers = "identity.storage.user_index.users";
    internal const string UserIndexSize = "identity.storage.user_index.size";

    internal const string Commit = "identity.storage.commit";
    internal const string Flush = "identity.storage.flush";

    internal const string ResultTag = "result";
    internal const string BatchSizeTag = "identity.storage.batch_size";
    internal const string DeliveriesTag = "identity.storage.deliveries";
}
