using Identity.Grains.Directory;
using Identity.Storage.Directory;

namespace Identity.Storage.PostgreSql;

internal static partial class PostgreSqlDirectoryWrites
{
    // Of the users just written, as with identifiers. A text that is the same is left alone, index and all.
    private static void AddTexts(PostgreSqlBatch statements, List<UserEntry> users)
    {
        AddRemovals(statements, users.FindAll(user => user.Deleted));
        var live = users
            .Select(user => (User: user, Text: DirectoryText.TextOf(user)))
            .Where(row => row.Text is not null)
            .ToList();
        if (live.Count == 0) return;
        statements.Add(
            """
            INSERT INTO user_texts AS t (user_id, body, name)
            SELECT n.user_id, n.body, n.name
            FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[]) AS n (user_id, revision, body, name)
            JOIN users u ON u.user_id = n.user_id AND u.revision = n.revision
            ON CONFLICT (user_id) DO UPDATE SET body = excluded.body, name = excluded.name
            WHERE t.body <> excluded.body OR t.name <> excluded.name
            """,
            PostgreSqlValue.Column(live, row => row.User.Id.Value),
            PostgreSqlValue.Column(live, row => row.User.Revision),
            PostgreSqlValue.Column(live, row => row.Text!.Body),
            PostgreSqlValue.Column(live, row => row.Text!.Name));
    }

    private static void AddRemovals(PostgreSqlBatch statements, List<UserEntry> gone)
    {
        if (gone.Count == 0) return;
        foreach (var statement in (string[])["DELETE FROM user_texts t", "DELETE FROM sessions t"])
        {
            statements.Add(
                $"""
                {statement}
                USING unnest($1::text[], $2::bigint[]) AS w (user_id, revision), users u
                WHERE u.user_id = w.user_id AND u.revision = w.revision AND u.deleted AND t.user_id = w.user_id
                """,
                PostgreSqlValue.Column(gone, user => user.Id.Value),
                PostgreSqlValue.Column(gone, user => user.Revision));
        }
    }

    private static void AddSessions(PostgreSqlBatch statements, List<SessionEntry> sessions)
    {
        if (sessions.Count == 0) return;
        statements.Add(
            """
            INSERT INTO sessions AS s (session_id, user_id, client_id)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
            ON CONFLICT (session_id) DO UPDATE SET client_id = excluded.client_id
            WHERE s.client_id IS NULL AND excluded.client_id IS NOT NULL
            """,
            PostgreSqlValue.Column(sessions, session => session.Id.Value),
            PostgreSqlValue.Column(sessions, session => session.UserId.Value),
            PostgreSqlValue.Column(sessions, session => session.ClientId));
    }
}
