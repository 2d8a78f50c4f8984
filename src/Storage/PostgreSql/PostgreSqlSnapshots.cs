using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using Identity.Storage.Directory.Lists;
using Npgsql;

namespace Identity.Storage.PostgreSql;

/// <inheritdoc/>
internal sealed class PostgreSqlSnapshots(PostgreSqlConnections connections, string serviceId) : ISnapshots, IStoredStates
{
    /// <inheritdoc/>
    public async Task<T> ReadAsync<T>(Func<IQueries, ValueTask<T>> read, CancellationToken cancellationToken) =>
        await connections.ReadAsync(
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(
                    IsolationLevel.RepeatableRead, cancellationToken);
                // Compiling a statement takes longer than running it, a plan for any values suits none, and other processes
                // would have to map each page of the shared memory first. As queries these would decide the moment.
                await using (var settings = new NpgsqlCommand(
                    """
                    SET LOCAL jit = off; SET LOCAL plan_cache_mode = force_custom_plan;
                    SET LOCAL max_parallel_workers_per_gather = 0
                    """,
                    connection))
                {
                    await settings.ExecuteNonQueryAsync(cancellationToken);
                }

                var result = await read(new Queries(connection));
                await transaction.CommitAsync(cancellationToken);
                return result;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ReadAsync(
        IQueries queries, string stateName, string[] keys, CancellationToken cancellationToken)
    {
        var states = await queries.QueryAsync(
            """
            SELECT k.key, s.payloadbinary FROM unnest($3::int[], $4::text[]) AS k (hash, key)
            CROSS JOIN LATERAL (
              SELECT o.payloadbinary FROM orleansstorage o
              WHERE o.serviceid = $1 AND o.graintypehash = $2 AND o.grainidhash = k.hash AND o.grainidn0 = 0
                AND o.grainidn1 = 0 AND o.graintypestring = $5 AND coalesce(o.grainidextensionstring, '') = k.key
              LIMIT 1
            ) s
            WHERE s.payloadbinary IS NOT NULL
            """,
            row => KeyValuePair.Create(row.GetString(0), (ReadOnlyMemory<byte>)row.GetFieldValue<byte[]>(1)),
            cancellationToken,
            serviceId,
            OrleansHash.OfType(stateName),
            keys.Select(OrleansHash.OfKey).ToArray(),
            keys,
            stateName);
        return states.ToDictionary(StringComparer.Ordinal);
    }

    private sealed class Queries(NpgsqlConnection connection) : IQueries
    {
        public ValueTask<ImmutableArray<T>> QueryAsync<T>(
            string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params object?[] values) =>
            PostgreSqlReaders.QueryAsync(connection, sql, read, cancellationToken, values);
    }
}
