using Identity.Storage.Inbox;

namespace Identity.Storage.Sqlite;

/// <summary>Adds, settles, claims and releases inbox entries.</summary>
internal static class SqliteInboxWrites
{
    // Left to itself, SQLite takes the index of the states, and sorts all that waits.
    internal const string Due =
        $"""
        SELECT {InboxSql.Columns}, b.body, i.entry_id
        FROM inbox i INDEXED BY inbox_due JOIN inbox_body b ON b.entry_id = i.entry_id
        WHERE i.state = 0 AND i.due_at <= $1
        ORDER BY i.due_at, i.received_at LIMIT $2
        """;

    internal static void Add(SqliteSession session, AddEntry command)
    {
        var entry = command.Entry;
        var added = session.Execute(
            """
            INSERT INTO inbox (instance_id, svix_id, type, occurred_at, received_at, entity, user_id, organization_id,
              state, due_at, reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (instance_id, svix_id) DO NOTHING
            """,
            entry.InstanceId.Value,
            entry.Id.Value,
            entry.Type,
            entry.OccurredAt,
            entry.ReceivedAt,
            entry.Entity?.Value,
            entry.UserId?.Value,
            entry.OrganizationId?.Value,
            (int)entry.State,
            command.DueAt,
            entry.Reason) > 0;
        if (added)
        {
            session.Execute(
                "INSERT INTO inbox_body (entry_id, body) VALUES (last_insert_rowid(), $1)", SqliteValue.Bytes(entry.Body));
            if (entry.State is not InboxState.Pending)
                SqliteChangeFeed.Note(session, entry.InstanceId, entry.Id, entry.ReceivedAt);
        }

        command.Result = new InboxReceipt(added, added ? entry.State : StateOf(session, entry));
    }

    internal static void Complete(SqliteSession session, CompleteEntries command)
    {
        foreach (var completion in command.Completions)
        {
            if (Settle(session, completion) is not var (entryId, mustGo)) continue;
            if (mustGo) SqliteInboxBodies.Delete(session, entryId);
            SqliteChangeFeed.Note(session, completion.InstanceId, completion.Id, command.Now);
        }

        if (command.Learned is { } learned) SqliteChangeFeed.Note(session, learned, command.Now);
        SqliteDirectoryWrites.Write(session, command.Entries);
        command.Result = true;
    }

    internal static void Claim(SqliteSession session, ClaimDueEntries command)
    {
        var due = ReadDue(session, command);
        foreach (var (entryId, entry) in due)
        {
            session.Execute(
                "UPDATE inbox SET attempts = $2, due_at = $3 WHERE entry_id = $1",
                entryId,
                entry.Attempts,
                command.Now + InboxSchedule.DelayAfter(entry.Attempts));
        }

        command.Result = [.. due.Select(row => row.Entry)];
    }

    internal static void Release(SqliteSession session, ReleaseEntries command) =>
        command.Result = session.Execute(
            """
            UPDATE inbox SET due_at = $1
            WHERE entry_id IN (
              SELECT entry_id FROM inbox INDEXED BY inbox_due WHERE state = 0 AND due_at > $1 LIMIT $2)
            """,
            command.Now,
            ReleaseEntries.Limit);

    private static InboxState StateOf(SqliteSession session, InboxEntry entry)
    {
        using var row = session.Query(
            "SELECT state FROM inbox WHERE instance_id = $1 AND svix_id = $2", entry.InstanceId.Value, entry.Id.Value);
        row.Read();
        return (InboxState)row.GetInt32(0);
    }

    // The entry, and whether its body has to go; null when it was settled before or isn't there.
    private static (long EntryId, bool BodyMustGo)? Settle(SqliteSession session, InboxCompletion completion)
    {
        using var row = session.Query(
            """
            UPDATE inbox SET state = $3, reason = $4
            WHERE instance_id = $1 AND svix_id = $2 AND state IN (0, 3)
            RETURNING entry_id,
              $5 OR EXISTS (SELECT 1 FROM users u WHERE u.user_id = inbox.user_id AND u.erased = 1)
            """,
            completion.InstanceId.Value,
            completion.Id.Value,
            (int)completion.State,
            completion.Reason,
            completion.EraseBody);
        return row.Read() ? (row.GetInt64(0), row.GetBoolean(1)) : null;
    }

    private static List<(long EntryId, InboxEntry Entry)> ReadDue(SqliteSession session, ClaimDueEntries command)
    {
        List<(long, InboxEntry)> due = [];
        var bytes = 0L;
        using var row = session.Query(Due, command.Now, command.Limit);
        while (bytes < InboxPages.MaxBytes && row.Read())
        {
            var entry = InboxRow.ReadWithBody(row);
            due.Add((row.GetInt64(InboxRow.Next + 1), entry with { Attempts = entry.Attempts + 1 }));
            bytes += entry.Body.Length;
        }

        return due;
    }
}
