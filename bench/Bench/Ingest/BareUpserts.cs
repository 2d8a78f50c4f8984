using System.Diagnostics;
using System.Text;
using Identity.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Identity.Bench.Ingest;

/// <summary>
/// The limit: the events' resources, ready in memory, written 64 to a transaction into a table of two columns by one
/// connection. No HTTP, no signature, no JSON, no order, no inbox; as durable as the project's commits.
/// </summary>
internal static class BareUpserts
{
    public const int Batch = 64;

    /// <summary>Rows per second into a new SQLite file.</summary>
    public static double Sqlite(IReadOnlyList<(string Id, byte[] Data)> rows)
    {
        using var folder = new TempFolder();
        using var connection = new SqliteConnection($"Data Source={folder.Combine("bare.db")};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4096");
        Execute(connection, "CREATE TABLE people (id TEXT PRIMARY KEY, data BLOB NOT NULL)");
        using var upsert = connection.CreateCommand();
        upsert.CommandText =
            "INSERT INTO people VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET data = excluded.data";
        var (id, data) = (upsert.Parameters.Add("$1", SqliteType.Text), upsert.Parameters.Add("$2", SqliteType.Blob));
        var watch = Stopwatch.StartNew();
        foreach (var batch in rows.Chunk(Batch))
        {
            Execute(connection, "BEGIN IMMEDIATE");
            foreach (var row in batch)
            {
                (id.Value, data.Value) = (row.Id, row.Data);
                upsert.ExecuteNonQuery();
            }
            Execute(connection, "COMMIT");
        }
        return rows.Count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Rows per second into a new PostgreSQL table.</summary>
    public static async Task<double> PostgreSqlAsync(
        PostgresServer server, IReadOnlyList<(string Id, byte[] Data)> rows)
    {
        await using var database = await PostgresDatabase.CreateOnAsync(server.ConnectionString);
        await database.ExecuteAsync("CREATE TABLE people (id text PRIMARY KEY, data text NOT NULL)");
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var upsert = new NpgsqlCommand(
            """
            INSERT INTO people SELECT * FROM unnest($1::text[], $2::text[])
            ON CONFLICT (id) DO UPDATE SET data = excluded.data
            """,
            connection);
        var (ids, data) = (new NpgsqlParameter<string[]>(), new NpgsqlParameter<string[]>());
        upsert.Parameters.AddRange(new NpgsqlParameter[] { ids, data });
        var texts = rows.Select(row => (row.Id, Text: Encoding.UTF8.GetString(row.Data))).Chunk(Batch).ToArray();
        var watch = Stopwatch.StartNew();
        foreach (var batch in texts)
        {
            ids.TypedValue = [.. batch.Select(row => row.Id)];
            data.TypedValue = [.. batch.Select(row => row.Text)];
            await upsert.ExecuteNonQueryAsync();
        }
        return rows.Count / watch.Elapsed.TotalSeconds;
    }

    // All of them literals of this file.
#pragma warning disable CA2100
    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100
}
