using Identity.Clerk.Identifiers;
using Identity.Storage.Inbox;
using Microsoft.Data.Sqlite;

namespace Identity.Storage.Sqlite;

/// <summary>Writes inbox entries.</summary>
internal static class SqliteInboxWrites
{
    internal static void Add(SqliteSession session, AddEntry command)
    {
        var entry = command.Entry;
        var added = session.Execute(
            """
            INSERT INTO inbox (instance_id, svix_id, type, occurred_at, received_at, user_id, organization_id, state,
              due_at, reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (instance_id, svix_id) DO NOTHING
            """,
            entry.InstanceId.Value,
            entry.Id.Value,
            entry.Type,
            entry.OccurredAt,
            entry.ReceivedAt,
            entry.UserId?.Value,
            entry.OrganizationId?.Value,
            (int)entry.State,
            command.DueAt,
            entry.Reason) > 0;
        if (added)
        {
            session.Execute(
                "INSERT INTO inbox_body (entry_id, body) VALUES (last_insert_rowid(), $1)", SqliteValue.Bytes(entry.Body));
        }

        command.Result = new InboxReceipt(added, added ? entry.State : StateOf(session, entry));
    }

    internal static void Complete(SqliteSession session, CompleteEntries command)
    {
        foreach (var completion in command.Completions)
        {
            session.Execute(
                """
                UPDATE inbox SET state = $3, reason = $4
                WHERE instance_id = $1 AND svix_id = $2 AND state IN (0, 3)
                """,
                completion.InstanceId.Value,
                completion.Id.Value,
                (int)completion.State,
                completion.Reason);
        }

        SqliteDirectoryWrites.Write(session, command.Entries);
        command.Result = true;
    }

    internal static void Claim(SqliteSession session, ClaimDueEntries command)
    {
        var due = ReadDue(session, command);
        foreach (var (rowId, entry) in due)
        {
            session.Execute(
                "UPDATE inbox SET attempts = $2, due_at = $3 WHERE entry_id = $1",
                rowId,
                entry.Attempts,
                command.Now + InboxSchedule.DelayAfter(entry.Attempts));
        }

        command.Result = [.. due.Select(row => row.Entry)];
    }

    internal static void Release(SqliteSession session, ReleaseEntries command) =>
        command.Result = session.Execute(
            """
            UPDATE inbox SET due_at = $1
            WHERE entry_id IN (SELECT entry_id FROM inbox WHERE state = 0 AND due_at > $1 LIMIT $2)
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

    private static List<(long RowId, InboxEntry Entry)> ReadDue(SqliteSession session, ClaimDueEntries command)
    {
        List<(long, InboxEntry)> due = [];
        var bytes = 0L;
        using var row = session.Query(
            """
            SELECT i.entry_id, i.instance_id, i.svix_id, i.type, i.occurred_at, i.received_at, i.user_id,
              i.organization_id, i.attempts, b.body
            FROM inbox i JOIN inbox_body b ON b.entry_id = i.entry_id
            WHERE i.state = 0 AND i.due_at <= $1
            ORDER BY i.due_at LIMIT $2
            """,
            command.Now,
            command.Limit);
        while (bytes < ClaimDueEntries.MaxBytes && row.Read())
        {
            var entry = ReadEntry(row);
            due.Add((row.GetInt64(0), entry));
            bytes += entry.Body.Length;
        }

        return due;
    }

    private static InboxEntry ReadEntry(SqliteDataReader row) => new()
    {
        InstanceId = InstanceId.Parse(row.GetString(1)),
        Id = MessageId.Parse(row.GetString(2)),
        Type = row.GetString(3),
        OccurredAt = row.GetInt64(4),
        ReceivedAt = row.GetInt64(5),
        UserId = row.IsDBNull(6) ? null : UserId.Parse(row.GetString(6)),
        OrganizationId = row.IsDBNull(7) ? null : OrganizationId.Parse(row.GetString(7)),
        State = InboxState.Pending,
        Attempts = row.GetInt32(8) + 1,
        Body = row.GetFieldValue<byte[]>(9),
    };
}
