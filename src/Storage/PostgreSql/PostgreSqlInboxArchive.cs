using System.Collections.Immutable;
using Identity.Storage.Inbox;

namespace Identity.Storage.PostgreSql;

/// <summary>Reopens and purges inbox entries.</summary>
internal static class PostgreSqlInboxArchive
{
    internal const string PurgeOld =
        $"""
        WITH old AS (
          SELECT instance_id, svix_id FROM inbox WHERE state IN {InboxSql.Settled} AND received_at < $1
          LIMIT $2 FOR UPDATE SKIP LOCKED
        ), purged AS (
          DELETE FROM inbox i USING old o WHERE i.instance_id = o.instance_id AND i.svix_id = o.svix_id
          RETURNING 1
        )
        SELECT count(*) FROM purged
        """;

    internal static void AddTo(PostgreSqlBatch statements, ReopenEntries command)
    {
        // A row is changed once by one statement, and every process takes its locks in the same order.
        ImmutableArray<InboxEntry> entries =
        [
            .. command.Entries
                .DistinctBy(entry => (entry.InstanceId, entry.Id))
                .OrderBy(entry => entry.Id.Value, StringComparer.Ordinal),
        ];
        statements.AddCount(
            $"""
            WITH reopened AS (
              UPDATE inbox i SET type = e.type, occurred_at = e.occurred_at, entity = e.entity, user_id = e.user_id,
                organization_id = e.organization_id, state = e.state, reason = e.reason, attempts = 0, due_at = $10
              FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[],
                $8::smallint[], $9::text[])
                AS e (instance_id, svix_id, type, occurred_at, entity, user_id, organization_id, state, reason)
              WHERE i.instance_id = e.instance_id AND i.svix_id = e.svix_id AND i.state <> 0
                AND (e.state <> 0 OR i.body IS NOT NULL)
              RETURNING i.svix_id, i.type, i.state, i.entity, i.user_id, i.organization_id, i.occurred_at
            ), noted AS (
              INSERT INTO change_feed (recorded_at, {PostgreSqlChangeFeed.Columns})
              SELECT $11, r.* FROM reopened r WHERE r.state <> 0
            )
            SELECT count(*) FROM reopened
            """,
            count => command.Result = count,
            PostgreSqlValue.Column(entries, entry => entry.InstanceId.Value),
            PostgreSqlValue.Column(entries, entry => entry.Id.Value),
            PostgreSqlValue.Column(entries, entry => entry.Type),
            PostgreSqlValue.Column(entries, entry => entry.OccurredAt),
            PostgreSqlValue.Column(entries, entry => entry.Entity?.Value),
            PostgreSqlValue.Column(entries, entry => entry.UserId?.Value),
            PostgreSqlValue.Column(entries, entry => entry.OrganizationId?.Value),
            PostgreSqlValue.Column(entries, entry => (short)entry.State),
            PostgreSqlValue.Column(entries, entry => entry.Reason),
            PostgreSqlValue.Of(command.DueAt),
            PostgreSqlValue.Of(command.Now));
    }

    internal static void AddTo(PostgreSqlBatch statements, PurgeEntries command) => statements.AddCount(
        PurgeOld,
        count => command.Result = count,
        PostgreSqlValue.Of(command.ReceivedBefore),
        PostgreSqlValue.Of(command.Limit));
}
