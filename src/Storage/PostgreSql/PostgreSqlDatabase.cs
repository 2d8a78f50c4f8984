using Identity.Storage.Commits;
using Identity.Storage.GrainState;
using Identity.Storage.Inbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Identity.Storage.PostgreSql;

/// <inheritdoc/>
internal sealed class PostgreSqlDatabase : IDatabase
{
    private readonly PostgreSqlConnections _connections;
    private readonly PostgreSqlProcessLock _lock;
    private readonly PostgreSqlSchema _schema;
    private readonly PostgreSqlCommitExecutor _executor;

    public PostgreSqlDatabase(
        IOptions<StorageOptions> options, TimeProvider time, ILogger<PostgreSqlProcessLock> logger)
    {
        var serviceId = options.Value.ServiceId;
        _connections = new PostgreSqlConnections(options.Value);
        _lock = new PostgreSqlProcessLock(
            _connections, serviceId, isShared: !options.Value.SingleProcess, time, logger);
        _schema = new PostgreSqlSchema(_connections, time);
        _executor = new PostgreSqlCommitExecutor(_connections, serviceId);
        var readers = new PostgreSqlReaders(_connections);
        Queries = readers;
        Pending = new PostgreSqlPendingReader(readers);
        GrainState = new PostgreSqlGrainStateReader(readers, serviceId);
    }

    /// <inheritdoc/>
    public ICommitExecutor Executor => _executor;

    /// <inheritdoc/>
    public IQueries Queries { get; }

    /// <inheritdoc/>
    public InboxDialect InboxDialect { get; } = new(
        Join: "", Body: "i.body", IsErased: "i.body IS NULL", Mentions: "position($4 IN i.body) > 0");

    /// <inheritdoc/>
    public IPendingReader Pending { get; }

    /// <inheritdoc/>
    public IGrainStateReader GrainState { get; }

    /// <inheritdoc/>
    public CancellationToken LockLost => _lock.Lost;

    /// <inheritdoc/>
    public Task LockAsync(CancellationToken cancellationToken) => ReachAsync(_lock.TakeAsync, cancellationToken);

    /// <inheritdoc/>
    public Task MigrateAsync(CancellationToken cancellationToken) =>
        ReachAsync(_schema.MigrateAsync, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _executor.DisposeAsync();
        await _lock.DisposeAsync();
        await _connections.DisposeAsync();
    }

    private async Task ReachAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
        catch (NpgsqlException e)
        {
            throw new StorageUnavailableException(
                $"{_connections.Name} can't be used: {PostgreSqlErrors.Explain(e).Reason}.", e);
        }
    }
}
