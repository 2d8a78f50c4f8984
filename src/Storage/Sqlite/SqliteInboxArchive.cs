using Identity.Storage.Inbox;

namespace Identity.Storage.Sqlite;

/// <summary>Reopens and purges inbox entries.</summary>
internal static class SqliteInboxArchive
{
    internal const string Purgeable =
        $"SELECT entry_id FROM inbox WHERE state IN {InboxSql.Settled} AND received_at < $1 LIMIT $2";

    internal static void Reopen(SqliteSession session, ReopenEntries command) =>
        command.Result = command.Entries.Count(entry => Reopen(session, entry, command));

    internal static void Purge(SqliteSession session, PurgeEntries command)
    {
        var entries = session.ReadIds(Purgeable, command.ReceivedBefore, command.Limit);
        foreach (var entry in entries)
        {
            SqliteInboxBodies.Delete(session, entry);
            session.Execute("DELETE FROM inbox WHERE entry_id = $1", entry);
        }

        command.Result = entries.Count;
    }

    private static bool Reopen(SqliteSession session, InboxEntry entry, ReopenEntries command)
    {
        var isReopened = session.Execute(
            """
            UPDATE inbox SET type = $3, occurred_at = $4, entity = $5, user_id = $6, organization_id = $7, state = $8,
              reason = $9, attempts = 0, due_at = $10
            WHERE instance_id = $1 AND svix_id = $2 AND state <> 0
              AND ($8 <> 0 OR EXISTS (SELECT 1 FROM inbox_body b WHERE b.entry_id = inbox.entry_id))
            """,
            entry.InstanceId.Value,
            entry.Id.Value,
            entry.Type,
            entry.OccurredAt,
            entry.Entity?.Value,
            entry.UserId?.Value,
            entry.OrganizationId?.Value,
            (int)entry.State,
            entry.Reason,
            command.DueAt) > 0;
        if (isReopened) SqliteChangeFeed.Note(session, entry.InstanceId, entry.Id, command.Now);
        return isReopened;
    }
}
