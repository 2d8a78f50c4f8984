using Identity.Storage.Commits;
using Orleans.Runtime;
using Orleans.Storage;

namespace Identity.Ingest.Dispatch;

/// <summary>Tells failures of the surroundings, which pass, from failures of the delivery itself.</summary>
internal static class DeliveryFailure
{
    /// <summary>
    /// Whether the storage failed, a grain took too long, or the engine is stopping or overloaded: the delivery is
    /// blameless.
    /// </summary>
    public static bool IsSurroundings(Exception exception) =>
        exception is StorageUnavailableException or InconsistentStateException or TimeoutException
            or OperationCanceledException or OrleansMessageRejectionException or LimitExceededException
        || (exception.InnerException is { } inner && IsSurroundings(inner));
}
