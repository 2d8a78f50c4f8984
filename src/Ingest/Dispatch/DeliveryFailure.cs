using Identity.Storage.Commits;
using Orleans.Storage;

namespace Identity.Ingest.Dispatch;

/// <summary>Tells failures of the surroundings, which pass, from failures of the delivery itself.</summary>
internal static class DeliveryFailure
{
    /// <summary>Whether the storage failed, or a grain took too long: the delivery is blameless.</summary>
    public static bool IsStorage(Exception exception) =>
        exception is StorageUnavailableException or InconsistentStateException or TimeoutException
            or OperationCanceledException
        || (exception.InnerException is { } inner && IsStorage(inner));
}
