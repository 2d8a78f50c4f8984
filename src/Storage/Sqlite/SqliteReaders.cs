using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Identity.Storage.Sqlite;

/// <summary>
/// A few connections for readers, with their statements prepared. In WAL mode they never wait for the writer. A read
/// runs on the caller's thread: what activations ask for takes some ten microseconds, less than a switch of threads.
/// </summary>
internal sealed class SqliteReaders(SqliteConnections connections) : IQueries, IDisposable
{
    private readonly SemaphoreSlim _free = new(Environment.ProcessorCount + 2);
    private readonly ConcurrentBag<SqliteSession> _idle = [];

    public void Dispose()
    {
        while (_idle.TryTake(out var session)) session.Dispose();
        _free.Dispose();
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<T>> QueryAsync<T>(
        string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params object?[] values) =>
        ReadAsync(Query, (sql, read, values), cancellationToken);

    /// <summary>Reads with a session of its own; the function must leave no data reader open.</summary>
    internal ValueTask<TResult> ReadAsync<TArgument, TResult>(
        Func<SqliteSession, TArgument, TResult> read, TArgument argument, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _free.Wait(0, CancellationToken.None)
            ? ValueTask.FromResult(Read(read, argument))
            : ReadWhenFreeAsync(read, argument, cancellationToken);
    }

    private static ImmutableArray<T> Query<T>(
        SqliteSession session, (string Sql, Func<DbDataReader, T> Read, object?[] Values) query)
    {
        using var row = session.Query(query.Sql, query.Values);
        var rows = ImmutableArray.CreateBuilder<T>();
        while (row.Read()) rows.Add(query.Read(row));
        return rows.DrainToImmutable();
    }

    private async ValueTask<TResult> ReadWhenFreeAsync<TArgument, TResult>(
        Func<SqliteSession, TArgument, TResult> read, TArgument argument, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Read(read, argument);
    }

    private TResult Read<TArgument, TResult>(Func<SqliteSession, TArgument, TResult> read, TArgument argument)
    {
        SqliteSession? session = null;
        try
        {
            if (!_idle.TryTake(out session)) session = connections.OpenReader();
            var result = read(session, argument);
            _idle.Add(session);
            session = null;
            return result;
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.Unavailable(e);
        }
        finally
        {
            // Only a session that failed is still here.
            session?.Dispose();
            _free.Release();
        }
    }
}
