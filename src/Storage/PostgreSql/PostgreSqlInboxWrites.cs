using Identity.Storage.Inbox;
using Npgsql;

namespace Identity.Storage.PostgreSql;

/// <summary>Settles, claims and releases inbox entries.</summary>
internal static class PostgreSqlInboxWrites
{
    internal const string ClaimDue =
        $"""
        WITH due AS (
          SELECT instance_id, svix_id, due_at, received_at, octet_length(body) AS size FROM inbox
          WHERE state = 0 AND due_at <= $1
          ORDER BY due_at, received_at LIMIT $2
          FOR UPDATE SKIP LOCKED
        ), ranked AS (
          SELECT instance_id, svix_id, due_at,
            sum(size) OVER (ORDER BY due_at, received_at, instance_id, svix_id) - size AS bytes_before
          FROM due
        ), claimed AS (
          UPDATE inbox i
          SET attempts = i.attempts + 1, due_at = $1 + ($4::bigint[])[least(i.attempts + 1, cardinality($4::bigint[]))]
          FROM ranked r
          WHERE i.instance_id = r.instance_id AND i.svix_id = r.svix_id AND r.bytes_before < $3
          RETURNING i.*, r.due_at AS was_due_at
        )
        SELECT {InboxSql.Columns}, i.body FROM claimed i ORDER BY i.was_due_at, i.received_at
        """;

    // The delays after the first, second, … claim; the last one holds for all further ones.
    private static readonly long[] Delays = [.. Enumerable.Range(1, 5).Select(InboxSchedule.DelayAfter)];

    internal static void AddTo(PostgreSqlBatch statements, IReadOnlyList<CompleteEntries> commands)
    {
        var completions = commands
            .SelectMany(command => command.Completions)
            .DistinctBy(completion => (completion.InstanceId, completion.Id))
            .OrderBy(completion => completion.Id.Value, StringComparer.Ordinal)
            .ToList();
        if (completions.Count == 0) return;
        statements.Add(
            $"""
            WITH settled AS (
              UPDATE inbox i SET state = c.state, reason = c.reason,
                body = CASE
                  WHEN c.erase OR EXISTS (SELECT 1 FROM users u WHERE u.user_id = i.user_id AND u.erased) THEN NULL
                  ELSE i.body
                END
              FROM unnest($1::text[], $2::text[], $3::smallint[], $4::text[], $5::boolean[])
                AS c (instance_id, svix_id, state, reason, erase)
              WHERE i.instance_id = c.instance_id AND i.svix_id = c.svix_id AND i.state IN (0, 3)
              RETURNING i.svix_id, i.type, i.state, i.entity, i.user_id, i.organization_id, i.occurred_at
            )
            INSERT INTO change_feed (recorded_at, {PostgreSqlChangeFeed.Columns}) SELECT $6, s.* FROM settled s
            """,
            PostgreSqlValue.Column(completions, completion => completion.InstanceId.Value),
            PostgreSqlValue.Column(completions, completion => completion.Id.Value),
            PostgreSqlValue.Column(completions, completion => (short)completion.State),
            PostgreSqlValue.Column(completions, completion => completion.Reason),
            PostgreSqlValue.Column(completions, completion => completion.EraseBody),
            PostgreSqlValue.Of(commands[0].Now));
    }

    internal static void AddTo(PostgreSqlBatch statements, ClaimDueEntries command) => statements.Add(
        ClaimDue,
        row => ReadClaimedAsync(row, command),
        PostgreSqlValue.Of(command.Now),
        PostgreSqlValue.Of(command.Limit),
        PostgreSqlValue.Of(InboxPages.MaxBytes),
        PostgreSqlValue.Of(Delays));

    internal static void AddTo(PostgreSqlBatch statements, ReleaseEntries command) => statements.AddCount(
        """
        WITH postponed AS (
          SELECT instance_id, svix_id FROM inbox WHERE state = 0 AND due_at > $1 LIMIT $2 FOR UPDATE SKIP LOCKED
        ), released AS (
          UPDATE inbox i SET due_at = $1 FROM postponed p
          WHERE i.instance_id = p.instance_id AND i.svix_id = p.svix_id
          RETURNING 1
        )
        SELECT count(*) FROM released
        """,
        count => command.Result = count,
        PostgreSqlValue.Of(command.Now),
        PostgreSqlValue.Of(ReleaseEntries.Limit));

    private static async Task ReadClaimedAsync(NpgsqlDataReader row, ClaimDueEntries command)
    {
        List<InboxEntry> claimed = [];
        while (await row.ReadAsync()) claimed.Add(InboxRow.ReadWithBody(row));
        command.Result = [.. claimed];
    }
}
