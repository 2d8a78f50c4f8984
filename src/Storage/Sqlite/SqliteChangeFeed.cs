using Identity.Clerk.Identifiers;
using Identity.Storage.Changes;
using Identity.Storage.Inbox;

namespace Identity.Storage.Sqlite;

/// <summary>Writes and reads the feed of changes.</summary>
internal static class SqliteChangeFeed
{
    /// <summary>The reading statements.</summary>
    internal static readonly ChangeFeedSql Sql = new(
        Next:
        $"""
        {State}, c.* FROM change_feed_state s LEFT JOIN (
          SELECT 0, ordinal, svix_id, type, state, entity, user_id, organization_id, occurred_at FROM change_feed
          WHERE ordinal > $2 AND $1 = 0
          ORDER BY ordinal LIMIT $3
        ) c ON true
        ORDER BY c.ordinal
        """,
        Last: $"{State}, c.* FROM change_feed_state s LEFT JOIN (SELECT 0, max(ordinal) AS ordinal FROM change_feed) c "
            + "ON c.ordinal IS NOT NULL");

    private const string State =
        """
        SELECT s.feed, 0, s.purged_ordinal, 0,
          coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'change_feed'), 0) + 1
        """;

    /// <summary>Notes the state of a delivery that isn't pending.</summary>
    internal static void Note(SqliteSession session, InstanceId instance, MessageId id, long now) => session.Execute(
        """
        INSERT INTO change_feed (recorded_at, svix_id, type, state, entity, user_id, organization_id, occurred_at)
        SELECT $3, svix_id, type, state, entity, user_id, organization_id, occurred_at FROM inbox
        WHERE instance_id = $1 AND svix_id = $2 AND state <> 0
        """,
        instance.Value,
        id.Value,
        now);

    /// <summary>Notes what was learned from Clerk.</summary>
    internal static void Note(SqliteSession session, EntityId learned, long now) => session.Execute(
        """
        INSERT INTO change_feed (recorded_at, state, entity, user_id, organization_id) VALUES ($1, $2, $3, $4, $5)
        """,
        now,
        (int)InboxState.Applied,
        learned.Value,
        learned.Kind == EntityKind.User ? learned.Value : null,
        learned.Kind == EntityKind.Organization ? learned.Value : null);

    internal static void Purge(SqliteSession session, PurgeChanges command)
    {
        var purged = session.ReadIds(
            """
            SELECT ordinal FROM (SELECT ordinal, recorded_at FROM change_feed ORDER BY ordinal LIMIT $2)
            WHERE recorded_at < $1
            """,
            command.RecordedBefore,
            command.Limit);
        foreach (var ordinal in purged) session.Execute("DELETE FROM change_feed WHERE ordinal = $1", ordinal);
        command.Result = purged.Count;
        if (purged.Count == 0) return;
        session.Execute("UPDATE change_feed_state SET purged_ordinal = max(purged_ordinal, $1)", purged.Max());
    }
}
