namespace Identity.Storage.Commits;

/// <summary>Why a commit failed.</summary>
/// <param name="Fault">Who is to blame.</param>
/// <param name="Reason">The database's name and error code; no data, no secret.</param>
internal readonly record struct CommitFailure(CommitFault Fault, string Reason)
{
    /// <summary>What a caller gets to see.</summary>
    internal Exception ToException(Exception cause) => Fault is CommitFault.Data
        ? new StorageDataException($"The database refuses this write: {Reason}.", cause)
        : new StorageUnavailableException($"Storage is unavailable: {Reason}.", cause);
}
