using Npgsql;

namespace Identity.Peers.Storage;

internal sealed class PostgreSqlPeople : IPeople
{
    private readonly NpgsqlDataSource _database;

    public PostgreSqlPeople(NpgsqlDataSource database)
    {
        _database = database;
        using var create = database.CreateCommand(
            """
            CREATE TABLE IF NOT EXISTS people (
              id text PRIMARY KEY, data text NOT NULL, banned boolean NOT NULL, updated_at bigint NOT NULL)
            """);
        create.ExecuteNonQuery();
    }

    public async Task<Person?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var command = _database.CreateCommand("SELECT data, banned FROM people WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new Person(row.GetString(0), row.GetBoolean(1)) : null;
    }

    public async Task SaveAsync(
        string id, string data, bool banned, long updatedAt, CancellationToken cancellationToken)
    {
        await using var command = _database.CreateCommand(
            """
            INSERT INTO people (id, data, banned, updated_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE SET data = excluded.data, banned = excluded.banned,
              updated_at = excluded.updated_at
            WHERE people.updated_at < excluded.updated_at
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = data });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = banned });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = updatedAt });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
