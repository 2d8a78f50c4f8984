using System.Data.Common;
using Identity.Storage.Commits;
using Npgsql;

namespace Identity.Storage.PostgreSql;

/// <summary>Opens connections to one PostgreSQL database.</summary>
internal sealed class PostgreSqlConnections : IAsyncDisposable
{
    // Every statement is a constant of this assembly; there are fewer than this.
    private const int MaxAutoPrepare = 64;
    private const string MaxAutoPrepareKey = "Max Auto Prepare";

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource _writeSource;
    private readonly NpgsqlDataSource _lockSource;

    internal PostgreSqlConnections(StorageOptions options)
    {
        var timeout = Math.Max(1, (int)options.CommandTimeout.TotalSeconds);
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            Timeout = timeout,
            CommandTimeout = timeout,
        };
        builder.ApplicationName ??= "identity";
        // Whoever has a pooler between that can't keep prepared statements says 0.
        var given = new DbConnectionStringBuilder { ConnectionString = options.ConnectionString };
        if (!given.ContainsKey(MaxAutoPrepareKey)) builder.MaxAutoPrepare = MaxAutoPrepare;
        Name = $"the PostgreSQL database '{builder.Database ?? builder.Username}' at {builder.Host}";
        // Whoever reads leaves nothing on a connection, and to clear it costs the server more than most reads.
        // An open transaction is rolled back all the same.
        builder.NoResetOnClose = true;
        _source = NpgsqlDataSource.Create(builder);

        // The writer has settings of its own, which end with its connection.
        builder.Pooling = false;
        _writeSource = NpgsqlDataSource.Create(builder);

        // The lock lives as long as its connection, so that one is its own, and notices soon when it is cut.
        builder.KeepAlive = 10;
        builder.TcpKeepAlive = true;
        _lockSource = NpgsqlDataSource.Create(builder);
    }

    /// <summary>The database in words, without a secret.</summary>
    internal string Name { get; }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _writeSource.DisposeAsync();
        await _lockSource.DisposeAsync();
    }

    /// <summary>A connection from the pool.</summary>
    internal ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) =>
        _source.OpenConnectionAsync(cancellationToken);

    /// <summary>
    /// Reads on a connection from the pool. If that one has died unnoticed, it reads again on a new one.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The server can't be reached, or refuses.</exception>
    internal async ValueTask<T> ReadAsync<T>(
        Func<NpgsqlConnection, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                return await ReadOnceAsync(read, cancellationToken);
            }
            catch (NpgsqlException e) when (PostgreSqlErrors.IsOfADeadConnection(e))
            {
                return await ReadOnceAsync(read, cancellationToken);
            }
        }
        catch (NpgsqlException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw PostgreSqlErrors.Unavailable(e);
        }
    }

    /// <summary>A connection of its own, for a lock that is held as long as it is open.</summary>
    internal ValueTask<NpgsqlConnection> OpenForLockAsync(CancellationToken cancellationToken) =>
        _lockSource.OpenConnectionAsync(cancellationToken);

    /// <summary>A connection for the writer.</summary>
    internal async Task<NpgsqlConnection> OpenForWritesAsync()
    {
        var connection = await _writeSource.OpenConnectionAsync(CancellationToken.None);
        try
        {
            await using var command = connection.CreateCommand();
            // Every write goes by key. The planner, which guesses from statistics that a young and fast growing table
            // doesn't have yet, must not come to think otherwise. And a server whose commits don't wait for the disk is
            // told that ours do: a delivery is acknowledged on the strength of them.
            command.CommandText =
                """
                SET enable_seqscan = off;
                SET enable_hashjoin = off;
                SET enable_mergejoin = off;
                SET jit = off;
                SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
                """;
            await command.ExecuteNonQueryAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async ValueTask<T> ReadOnceAsync<T>(
        Func<NpgsqlConnection, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return await read(connection);
    }
}
