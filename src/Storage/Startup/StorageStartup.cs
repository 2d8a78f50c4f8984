using Identity.Clerk.Identifiers;
using Identity.Storage.Commits;
using Identity.Storage.Health;
using Microsoft.Extensions.Options;

namespace Identity.Storage.Startup;

/// <inheritdoc/>
internal sealed class StorageStartup(
    IDatabase database,
    CommitQueue queue,
    CommitLoop loop,
    StorageHealth health,
    IOptions<StorageOptions> options) : IStorageStartup, IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private Task? _running;

    /// <inheritdoc/>
    public CancellationToken LockLost => database.LockLost;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_running is not null) return;

            // Those who share a PostgreSQL database say so, and keep off one that wants it for itself.
            if (options.Value is { SingleProcess: true } or { Provider: StorageProvider.PostgreSql })
                await database.LockAsync(cancellationToken);

            await database.MigrateAsync(cancellationToken);
            _running = loop.RunAsync();
            health.Succeeded();
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <inheritdoc/>
    public Task<InstanceId> PinInstanceAsync(InstanceId candidate, CancellationToken cancellationToken) =>
        queue.SubmitAsync(new PinInstance(candidate), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<InstanceId?> FindInstanceAsync(CancellationToken cancellationToken)
    {
        var values = await database.Queries.QueryAsync(
            "SELECT value FROM settings WHERE name = $1", row => row.GetString(0), cancellationToken,
            PinInstance.SettingName);
        return values.IsEmpty ? null : InstanceId.Parse(values[0]);
    }

    /// <summary>Commits what waits, then ends. The container disposes of the database after this.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Close();
        if (_running is not null) await _running;
        _starting.Dispose();
    }
}
