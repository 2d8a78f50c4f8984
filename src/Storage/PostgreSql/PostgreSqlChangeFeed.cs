using Identity.Clerk.Identifiers;
using Identity.Storage.Changes;
using Identity.Storage.Inbox;

namespace Identity.Storage.PostgreSql;

/// <summary>Writes and reads the feed of changes.</summary>
internal static class PostgreSqlChangeFeed
{
    /// <summary>The columns of a row that tells of an inbox row, in the order in which such rows are returned.</summary>
    internal const string Columns = "svix_id, type, state, entity, user_id, organization_id, occurred_at";

    /// <summary>The reading statements. Whatever runs has a number of at least the snapshot's xmin.</summary>
    internal static readonly ChangeFeedSql Sql = new(
        Next:
        $"""
        {State}, c.* FROM change_feed_state s LEFT JOIN (
          SELECT transaction_id::text::bigint AS commit_id, ordinal, {Columns} FROM change_feed
          WHERE (transaction_id, ordinal) > ($1::text::xid8, $2)
            AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())
          ORDER BY transaction_id, change_feed.ordinal LIMIT $3
        ) c ON true
        ORDER BY c.commit_id, c.ordinal
        """,
        Last:
        $"""
        {State}, c.* FROM change_feed_state s LEFT JOIN (
          SELECT transaction_id::text::bigint AS commit_id, ordinal FROM change_feed
          WHERE transaction_id < pg_snapshot_xmin(pg_current_snapshot())
          ORDER BY transaction_id DESC, ordinal DESC LIMIT 1
        ) c ON true
        """);

    /// <summary>
    /// Rows whose numbers this server hasn't given come from another server's dump. They would stay hidden, and new rows
    /// would come before them, so the feed begins anew.
    /// </summary>
    internal const string BeginAnewIfRestored =
        """
        WITH ahead AS (
          SELECT 1 FROM change_feed WHERE transaction_id >= pg_snapshot_xmax(pg_current_snapshot()) LIMIT 1
        ), renamed AS (
          UPDATE change_feed_state SET feed = replace(gen_random_uuid()::text, '-', ''),
            purged_transaction_id = '0', purged_ordinal = 0
          WHERE EXISTS (SELECT 1 FROM ahead)
        )
        DELETE FROM change_feed WHERE EXISTS (SELECT 1 FROM ahead)
        """;

    private const string State =
        """
        SELECT s.feed, s.purged_transaction_id::text::bigint, s.purged_ordinal,
          pg_snapshot_xmax(pg_current_snapshot())::text::bigint, 0::bigint
        """;

    private const string Purge =
        """
        WITH oldest AS (
          SELECT transaction_id, ordinal, recorded_at FROM change_feed
          WHERE transaction_id < pg_snapshot_xmin(pg_current_snapshot())
          ORDER BY transaction_id, ordinal LIMIT $2
        ), purged AS (
          DELETE FROM change_feed c USING oldest o
          WHERE c.transaction_id = o.transaction_id AND c.ordinal = o.ordinal AND o.recorded_at < $1
          RETURNING c.transaction_id, c.ordinal
        ), noted AS (
          UPDATE change_feed_state s SET purged_transaction_id = p.transaction_id, purged_ordinal = p.ordinal
          FROM (SELECT * FROM purged ORDER BY transaction_id DESC, ordinal DESC LIMIT 1) p
          WHERE (p.transaction_id, p.ordinal) > (s.purged_transaction_id, s.purged_ordinal)
        )
        SELECT count(*) FROM purged
        """;

    internal static void AddTo(PostgreSqlBatch statements, PurgeChanges command) => statements.AddCount(
        Purge,
        count => command.Result = count,
        PostgreSqlValue.Of(command.RecordedBefore),
        PostgreSqlValue.Of(command.Limit));

    /// <summary>Notes what was learned from Clerk.</summary>
    internal static void AddTo(PostgreSqlBatch statements, IReadOnlyList<CompleteEntries> commands)
    {
        var learned = commands.Where(command => command.Learned is not null).ToList();
        if (learned.Count == 0) return;
        statements.Add(
            """
            INSERT INTO change_feed (recorded_at, state, entity, user_id, organization_id)
            SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::text[], $4::text[], $5::text[])
            """,
            PostgreSqlValue.Column(learned, command => command.Now),
            PostgreSqlValue.Column(learned, _ => (short)InboxState.Applied),
            PostgreSqlValue.Column(learned, command => command.Learned?.Value),
            PostgreSqlValue.Column(learned, command => IdOf(command.Learned, EntityKind.User)),
            PostgreSqlValue.Column(learned, command => IdOf(command.Learned, EntityKind.Organization)));
    }

    private static string? IdOf(EntityId? entity, EntityKind kind) => entity?.Kind == kind ? entity?.Value : null;
}
