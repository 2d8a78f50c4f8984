using System.Collections.Immutable;
using Identity.Storage.Startup;
using Npgsql;

namespace Identity.Storage.PostgreSql;

/// <summary>Creates and migrates the schema.</summary>
internal sealed class PostgreSqlSchema(PostgreSqlConnections connections, TimeProvider time)
{
    // Any number that nobody else locks: 'IDNTSCHM' in ASCII.
    private const long MigrationLock = 0x49444E545343484D;

    // Numbers that this server hasn't given come from another server's dump, and would look new for ever. Writing these
    // rows gives them one of its own.
    private const string ForgetTransactionsIfRestored =
        "UPDATE users SET deleted = deleted WHERE transaction_id >= pg_snapshot_xmax(pg_current_snapshot())";

    /// <summary>Brings the schema to the newest version in one transaction; others who do so at the same time wait.</summary>
    internal async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync("SELECT pg_advisory_xact_lock($1)", PostgreSqlValue.Of(MigrationLock));
        await ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY, applied_at bigint NOT NULL)");
        foreach (var script in await ReadMissingAsync(connection, cancellationToken))
        {
            await ExecuteAsync(script.Sql);
            await ExecuteAsync(
                "INSERT INTO schema_version (version, applied_at) VALUES ($1, $2)",
                PostgreSqlValue.Of(script.Version),
                PostgreSqlValue.Of(time.GetUtcNow().ToUnixTimeMilliseconds()));
        }

        await ExecuteAsync(PostgreSqlChangeFeed.BeginAnewIfRestored);
        await ExecuteAsync(ForgetTransactionsIfRestored);
        await transaction.CommitAsync(cancellationToken);

        async Task ExecuteAsync(string sql, params NpgsqlParameter[] parameters)
        {
            // The statements are literals and the files of this assembly. A migration may take its time.
#pragma warning disable CA2100
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
            command.Parameters.AddRange(parameters);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<ImmutableArray<SchemaScript>> ReadMissingAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(max(version), 0) FROM schema_version", connection);
        var version = (int)(await command.ExecuteScalarAsync(cancellationToken))!;
        return SchemaScripts.After(SchemaScripts.Load("PostgreSql"), version);
    }
}
