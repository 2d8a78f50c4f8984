using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Directory;

namespace Identity.Storage.Sqlite;

internal static partial class SqliteDirectoryWrites
{
    // The index keeps no texts of its own, so it must be told what it has to forget.
    private static void WriteText(SqliteSession session, UserId id, UserText? wanted)
    {
        var stored = ReadText(session, id);
        if (stored?.Text == wanted) return;
        if (stored is { } old)
        {
            session.Execute(
                "INSERT INTO user_trigrams (user_trigrams, rowid, body) VALUES ('delete', $1, $2)",
                old.TextId,
                old.Text.Body);
            session.Execute("DELETE FROM user_texts WHERE text_id = $1", old.TextId);
        }

        if (wanted is null) return;
        session.Execute(
            "INSERT INTO user_texts (user_id, body, name) VALUES ($1, $2, $3)", id.Value, wanted.Body, wanted.Name);
        session.Execute(
            "INSERT INTO user_trigrams (rowid, body) SELECT text_id, body FROM user_texts WHERE user_id = $1", id.Value);
    }

    private static (long TextId, UserText Text)? ReadText(SqliteSession session, UserId id)
    {
        using var row = session.Query("SELECT text_id, body, name FROM user_texts WHERE user_id = $1", id.Value);
        return row.Read() ? (row.GetInt64(0), new UserText(row.GetString(1), row.GetString(2))) : null;
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
}
