using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;

namespace Identity.Storage.Sqlite;

internal static partial class SqliteDirectoryWrites
{
    // Every character is to begin a trigram, so that fewer than three of them are found by those that they begin.
    private const string End = "\n\n";

    private static StoredBody? ReadBody(SqliteSession session, UserId id)
    {
        using var row = session.Query("SELECT row_id, body FROM users WHERE user_id = $1", id.Value);
        return row.Read() ? new StoredBody(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1)) : null;
    }

    // The index keeps no texts of its own, so it must be told what it has to forget.
    private static void WriteTrigrams(SqliteSession session, long rowId, string? stored, string? wanted)
    {
        if (stored == wanted) return;
        if (stored is not null)
        {
            session.Execute(
                "INSERT INTO user_trigrams (user_trigrams, rowid, body) VALUES ('delete', $1, $2)", rowId, stored);
        }

        if (wanted is not null)
            session.Execute("INSERT INTO user_trigrams (rowid, body) VALUES ($1, $2)", rowId, wanted);
    }

    private static void Write(SqliteSession session, SessionEntry started) =>
        session.Execute(
            """
            INSERT INTO sessions (session_id, user_id, client_id) VALUES ($1, $2, $3)
            ON CONFLICT (session_id) DO UPDATE SET client_id = excluded.client_id
            WHERE client_id IS NULL AND excluded.client_id IS NOT NULL
            """,
            started.Id.Value,
            started.UserId.Value,
            started.ClientId);

    private readonly record struct StoredBody(long RowId, string? Body);
}
