using Identity.Storage.Inbox;

namespace Identity.Storage.Sqlite;

/// <summary>Removes the bodies of inbox entries. The pages they leave are overwritten (secure_delete).</summary>
internal static class SqliteInboxBodies
{
    internal const string OfUser =
        """
        SELECT i.entry_id FROM inbox i JOIN inbox_body b ON b.entry_id = i.entry_id
        WHERE i.user_id = $1 AND i.state <> 0 LIMIT $2
        """;

    internal static void Delete(SqliteSession session, long entryId) =>
        session.Execute("DELETE FROM inbox_body WHERE entry_id = $1", entryId);

    internal static void Erase(SqliteSession session, EraseMentions command) =>
        command.Result = command.Entries.Sum(entry => session.Execute(
            """
            DELETE FROM inbox_body
            WHERE entry_id = (SELECT entry_id FROM inbox WHERE instance_id = $1 AND svix_id = $2 AND state <> 0)
            """,
            entry.InstanceId.Value,
            entry.Id.Value));

    internal static void Erase(SqliteSession session, EraseUser command)
    {
        var entries = session.ReadIds(OfUser, command.UserId.Value, EraseUser.Limit);
        foreach (var entry in entries) Delete(session, entry);
        var step = new EraseUser.Step(entries.Count, 0);
        if (step.IsLast) step = step with { Memberships = SqliteDirectoryWrites.Erase(session, command.UserId) };
        command.Result = step;
    }
}
