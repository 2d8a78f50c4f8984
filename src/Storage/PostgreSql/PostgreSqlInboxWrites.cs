using Identity.Clerk.Identifiers;
using Identity.Storage.Inbox;
using Npgsql;

namespace Identity.Storage.PostgreSql;

/// <summary>Settles, claims and releases inbox entries.</summary>
internal static class PostgreSqlInboxWrites
{
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
            """
            UPDATE inbox i SET state = c.state, reason = c.reason
            FROM unnest($1::text[], $2::text[], $3::smallint[], $4::text[]) AS c (instance_id, svix_id, state, reason)
            WHERE i.instance_id = c.instance_id AND i.svix_id = c.svix_id AND i.state IN (0, 3)
            """,
            PostgreSqlValue.Column(completions, completion => completion.InstanceId.Value),
            PostgreSqlValue.Column(completions, completion => completion.Id.Value),
            PostgreSqlValue.Column(completions, completion => (short)completion.State),
            PostgreSqlValue.Column(completions, completion => completion.Reason));
    }

    internal static void AddTo(PostgreSqlBatch statements, ClaimDueEntries command) => statements.Add(
        """
        WITH due AS (
          SELECT instance_id, svix_id, due_at, octet_length(body) AS size FROM inbox
          WHERE state = 0 AND due_at <= $1
          ORDER BY due_at LIMIT $2
          FOR UPDATE SKIP LOCKED
        ), ranked AS (
          SELECT instance_id, svix_id, due_at,
            sum(size) OVER (ORDER BY due_at, instance_id, svix_id) - size AS bytes_before
          FROM due
        ), claimed AS (
          UPDATE inbox i
          SET attempts = i.attempts + 1, due_at = $1 + ($4::bigint[])[least(i.attempts + 1, cardinality($4::bigint[]))]
          FROM ranked r
          WHERE i.instance_id = r.instance_id AND i.svix_id = r.svix_id AND r.bytes_before < $3
          RETURNING i.instance_id, i.svix_id, i.type, i.occurred_at, i.received_at, i.user_id, i.organization_id,
            i.attempts, i.body, r.due_at AS was_due_at
        )
        SELECT * FROM claimed ORDER BY was_due_at
        """,
        row => ReadClaimedAsync(row, command),
        PostgreSqlValue.Of(command.Now),
        PostgreSqlValue.Of(command.Limit),
        PostgreSqlValue.Of(ClaimDueEntries.MaxBytes),
        PostgreSqlValue.Of(Delays));

    internal static void AddTo(PostgreSqlBatch statements, ReleaseEntries command) => statements.Add(
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
        async row =>
        {
            await row.ReadAsync();
            command.Result = (int)row.GetInt64(0);
        },
        PostgreSqlValue.Of(command.Now),
        PostgreSqlValue.Of(ReleaseEntries.Limit));

    private static async Task ReadClaimedAsync(NpgsqlDataReader row, ClaimDueEntries command)
    {
        List<InboxEntry> claimed = [];
        while (await row.ReadAsync())
        {
            claimed.Add(new InboxEntry
            {
                InstanceId = InstanceId.Parse(row.GetString(0)),
                Id = MessageId.Parse(row.GetString(1)),
                Type = row.GetString(2),
                OccurredAt = row.GetInt64(3),
                ReceivedAt = row.GetInt64(4),
                UserId = row.IsDBNull(5) ? null : UserId.Parse(row.GetString(5)),
                OrganizationId = row.IsDBNull(6) ? null : OrganizationId.Parse(row.GetString(6)),
                State = InboxState.Pending,
                Attempts = row.GetInt32(7),
                Body = row.GetFieldValue<byte[]>(8),
            });
        }

        command.Result = [.. claimed];
    }
}
