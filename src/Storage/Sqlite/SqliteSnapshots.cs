using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using Identity.Storage.Commits;
using Identity.Storage.Directory.Lists;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Identity.Storage.Sqlite;

/// <inheritdoc/>
/// <remarks>
/// Connections of their own, and few: a list may take a while, on its caller's thread, and activations must not wait for
/// one.
/// </remarks>
internal sealed class SqliteSnapshots(SqliteConnections connections, TimeSpan timeout, TimeProvider clock)
    : ISnapshots, IStoredStates, IDisposable
{
    private readonly SemaphoreSlim _free = new(Math.Max(2, Environment.ProcessorCount));
    private readonly ConcurrentBag<SqliteSession> _idle = [];

    public void Dispose()
    {
        while (_idle.TryTake(out var session)) session.Dispose();
        _free.Dispose();
    }

    /// <inheritdoc/>
    public async Task<T> ReadAsync<T>(Func<IQueries, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _free.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StorageUnavailableException("Storage is busy: a list waited too long for its turn.");
        }

        SqliteSession? session = null;
        try
        {
            if (!_idle.TryTake(out session)) session = connections.OpenListReader();
            var result = await ReadAsync(session, read, either.Token);
            _idle.Add(session);
            session = null;
            return result;
        }
        catch (SqliteException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw SqliteErrors.Unavailable(e);
        }
        finally
        {
            // Only a session that failed is still here.
            session?.Dispose();
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ReadAsync(
        IQueries queries, string stateName, string[] keys, CancellationToken cancellationToken)
    {
        var states = await queries.QueryAsync(
            """
            SELECT s.grain_key, s.payload FROM json_each($2) k
            CROSS JOIN grain_state s ON s.state_name = $1 AND s.grain_key = k.value
            WHERE s.payload IS NOT NULL
            """,
            row => KeyValuePair.Create(row.GetString(0), (ReadOnlyMemory<byte>)row.GetFieldValue<byte[]>(1)),
            cancellationToken,
            stateName,
            new SqliteListDialect().Values(keys));
        return states.ToDictionary(StringComparer.Ordinal);
    }

    private static async ValueTask<T> ReadAsync<T>(
        SqliteSession session, Func<IQueries, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        // The first query after this decides the moment, and the log keeps it until the end.
        session.Execute("BEGIN");
        T result;
        using (cancellationToken.Register(() => raw.sqlite3_interrupt(session.Connection.Handle)))
        {
            result = await read(new Queries(session));
        }

        session.Execute("COMMIT");
        return result;
    }

    private sealed class Queries(SqliteSession session) : IQueries
    {
        public ValueTask<ImmutableArray<T>> QueryAsync<T>(
            string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params object?[] values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var command = session.Compose(sql, values);
            using var row = command.ExecuteReader();
            var rows = ImmutableArray.CreateBuilder<T>();
            while (row.Read()) rows.Add(read(row));
            return ValueTask.FromResult(rows.DrainToImmutable());
        }
    }
}
