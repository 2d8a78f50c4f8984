using Microsoft.Data.Sqlite;

namespace Identity.Peers.Storage;

internal sealed class SqlitePeople : IPeople
{
    private readonly string _connectionString;

    public SqlitePeople(string connectionString)
    {
        _connectionString = connectionString;
        using var connection = Open();
        using var create = connection.CreateCommand();
        create.CommandText =
            """
            PRAGMA journal_mode = WAL;
            CREATE TABLE IF NOT EXISTS people (
              id TEXT PRIMARY KEY, data TEXT NOT NULL, banned INTEGER NOT NULL, updated_at INTEGER NOT NULL)
            """;
        create.ExecuteNonQuery();
    }

    public async Task<Person?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = Open();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT data, banned FROM people WHERE id = $1";
        command.Parameters.AddWithValue("$1", id);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new Person(row.GetString(0), row.GetBoolean(1)) : null;
    }

    public async Task SaveAsync(
        string id, string data, bool banned, long updatedAt, CancellationToken cancellationToken)
    {
        await using var connection = Open();
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO people (id, data, banned, updated_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE SET data = excluded.data, banned = excluded.banned,
              updated_at = excluded.updated_at
            WHERE people.updated_at < excluded.updated_at
            """;
        command.Parameters.AddWithValue("$1", id);
        command.Parameters.AddWithValue("$2", data);
        command.Parameters.AddWithValue("$3", banned);
        command.Parameters.AddWithValue("$4", updatedAt);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var flush = connection.CreateCommand();
        flush.CommandText = "PRAGMA synchronous = FULL";
        flush.ExecuteNonQuery();
        return connection;
    }
}
