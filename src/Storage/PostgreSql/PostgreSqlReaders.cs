using System.Collections.Immutable;
using System.Data.Common;
using Npgsql;

namespace Identity.Storage.PostgreSql;

/// <summary>Runs queries on connections from the pool.</summary>
internal sealed class PostgreSqlReaders(PostgreSqlConnections connections) : IQueries
{
    /// <inheritdoc/>
    public ValueTask<ImmutableArray<T>> QueryAsync<T>(
        string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params object?[] values) =>
        connections.ReadAsync(
            connection => QueryAsync(connection, sql, read, cancellationToken, values), cancellationToken);

    /// <summary>The rows of a query on a connection that is open.</summary>
    internal static async ValueTask<ImmutableArray<T>> QueryAsync<T>(
        NpgsqlConnection connection,
        string sql,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken,
        params object?[] values)
    {
        // The statement is one of this assembly's literals; values only ever come as parameters.
#pragma warning disable CA2100
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken)) return [];
        var rows = ImmutableArray.CreateBuilder<T>();
        do rows.Add(read(row));
        while (await row.ReadAsync(cancellationToken));
        return rows.DrainToImmutable();
    }
}
