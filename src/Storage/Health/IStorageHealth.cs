namespace Identity.Storage.Health;

/// <summary>Tells whether what comes in can be made durable.</summary>
public interface IStorageHealth
{
    /// <summary>What the last commit showed. Costs nothing.</summary>
    StorageStatus Status { get; }

    /// <summary>Writes a row of its own through the same queue and connection as everything else.</summary>
    /// <returns>Whether it was committed, and flushed to the disk, in time.</returns>
    Task<bool> ProbeAsync(CancellationToken cancellationToken);
}
