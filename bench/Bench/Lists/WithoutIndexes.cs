using System.Data.Common;
using Identity.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Identity.Bench.Lists;

/// <summary>
/// Takes the indexes by which users are listed away while many users are stored, and makes the same ones again afterwards:
/// sorting a million rows once is quicker than finding the place of each.
/// </summary>
internal static class WithoutIndexes
{
    // Each write on SQLite asks the one that stays for the last number.
    private const string SqliteIndexes =
        """
        SELECT name, sql FROM sqlite_master
        WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = 'users' AND name <> 'users_changed'
        """;

    private const string PostgreSqlIndexes =
        """
        SELECT indexname, indexdef FROM pg_indexes
        WHERE tablename IN ('users', 'user_texts') AND indexdef NOT LIKE 'CREATE UNIQUE%'
        """;

    public static async Task RunAsync(StorageProvider provider, string connectionString, Func<Task> store)
    {
        await using DbConnection connection = provider is StorageProvider.Sqlite
            ? new SqliteConnection($"{connectionString};Pooling=False")
            : new NpgsqlConnection($"{connectionString};Pooling=False");
        await connection.OpenAsync();
        var indexes = await ReadAsync(
            connection, provider is StorageProvider.Sqlite ? SqliteIndexes : PostgreSqlIndexes);
        foreach (var (name, _) in indexes) await ExecuteAsync(connection, $"DROP INDEX {name}");
        await store();
        foreach (var (_, statement) in indexes) await ExecuteAsync(connection, statement);
        // What PostgreSQL does by itself after some minutes, and SQLite never does.
        if (provider is StorageProvider.PostgreSql) await ExecuteAsync(connection, "VACUUM ANALYZE");
    }

    private static async Task<List<(string Name, string Statement)>> ReadAsync(DbConnection connection, string sql)
    {
        await using var command = Command(connection, sql);
        await using var row = await command.ExecuteReaderAsync();
        var indexes = new List<(string, string)>();
        while (await row.ReadAsync()) indexes.Add((row.GetString(0), row.GetString(1)));
        return indexes;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = Command(connection, sql);
        await command.ExecuteNonQueryAsync();
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The schema's own names and statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        return command;
    }
}
