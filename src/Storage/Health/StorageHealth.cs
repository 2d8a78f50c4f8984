using Identity.Storage.Commits;

namespace Identity.Storage.Health;

/// <inheritdoc/>
internal sealed class StorageHealth(CommitQueue queue, TimeProvider time) : IStorageHealth
{
    private volatile StorageStatus _status = new(false, time.GetUtcNow(), "not started");

    /// <inheritdoc/>
    public StorageStatus Status => _status;

    /// <inheritdoc/>
    public async Task<bool> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var probe = new ProbeCommand(time.GetUtcNow().ToUnixTimeMilliseconds());
            return await queue.SubmitAsync(probe, cancellationToken);
        }
        catch (Exception e) when (e is StorageUnavailableException or StorageDataException)
        {
            return false;
        }
    }

    /// <summary>A commit succeeded. True when that is news.</summary>
    internal bool Succeeded()
    {
        if (_status.IsReady) return false;
        _status = new StorageStatus(true, time.GetUtcNow(), null);
        return true;
    }

    /// <summary>The database failed. True when that is news.</summary>
    internal bool Failed(string reason)
    {
        var before = _status;
        _status = new StorageStatus(false, before.IsReady ? time.GetUtcNow() : before.Since, reason);
        return before.IsReady;
    }
}
