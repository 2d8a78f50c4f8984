using System.Text.RegularExpressions;
using Identity.Storage.Inbox;
using Identity.Storage.PostgreSql;
using Identity.Storage.Tests.Fixtures;
using Identity.Storage.Tests.Inbox;
using Npgsql;

namespace Identity.Storage.Tests.PostgreSql;

/// <summary>
/// With enough rows, and enough of one user and organization, that the planner has something to choose.
/// </summary>
public sealed class PostgreSqlQueryPlanTests() : StorageTest(StorageProvider.PostgreSql)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Database.ExecuteAsync(
            """
            INSERT INTO inbox (instance_id, svix_id, type, occurred_at, received_at, entity, user_id, organization_id,
              state, due_at, body)
            SELECT 'ins_1', 'msg_' || i, CASE i % 5 WHEN 0 THEN 'user.created' ELSE 'user.updated' END, i, i,
              CASE i % 4 WHEN 0 THEN 'orginv_1' WHEN 1 THEN 'user_7' ELSE 'user_' || i END,
              CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN 'user_7' ELSE 'user_' || i END,
              CASE i % 4 WHEN 2 THEN 'org_7' END,
              i / 4 % 6, i, '\x00'
            FROM generate_series(1, 40000) i;
            INSERT INTO users (user_id, revision, deleted, banned, created_at, updated_at, deleted_at)
            SELECT 'user_' || i, 1, i % 100 = 0, false, i, i, CASE WHEN i % 100 = 0 THEN i END
            FROM generate_series(1, 20000) i;
            INSERT INTO organizations (organization_id, revision, deleted, created_at, updated_at)
            SELECT 'org_' || i, 1, i % 100 = 0, i, i FROM generate_series(1, 20000) i;
            INSERT INTO memberships (membership_id, user_id, organization_id, revision, deleted, created_at)
            SELECT 'orgmem_' || i, 'user_' || i, CASE i % 2 WHEN 0 THEN 'org_7' ELSE 'org_' || i END, 1, i % 50 = 0, i
            FROM generate_series(1, 40000) i;
            INSERT INTO resources (resource_id, kind, revision, deleted, organization_id, user_id, inviter_id,
              email_key, created_at)
            SELECT 'orginv_' || i, i % 6 + 1, 1, false, CASE i % 2 WHEN 0 THEN 'org_7' ELSE 'org_' || i END,
              CASE i % 4 WHEN 0 THEN 'user_7' ELSE 'user_' || i END, 'user_' || i,
              CASE i % 4 WHEN 0 THEN '7@x.org' ELSE i || '@x.org' END, i
            FROM generate_series(1, 20000) i;
            INSERT INTO change_feed (transaction_id, recorded_at, state)
            SELECT (i % 500)::text::xid8, i, 1 FROM generate_series(1, 40000) i;
            ANALYZE;
            """);
    }

    [Fact]
    public async Task Statements_OfBothDatabases_WalkAnIndexInItsOrder()
    {
        await using var connection = new NpgsqlConnection(Database.ConnectionString);
        await connection.OpenAsync(Token);
        var dialect = Storage.Get<IDatabase>().InboxDialect;
        foreach (var statement in QueryPlans.Of(dialect)) await AssertSearchesAsync(connection, statement);
        await AssertSearchesAsync(
            connection, new("inbox_pending", PostgreSqlPendingReader.Page, ["user_7", "", 256, 8_000_000L]));
        await AssertSearchesAsync(
            connection, new("inbox_pkey", new InboxReaderSql(dialect).Message, [null, "msg_7"], Sorts: 1));
        await AssertSearchesAsync(
            connection, new("change_feed_pkey", PostgreSqlChangeFeed.Sql.Next, [7L, 7L, 100], Sorts: 1));
        await AssertSearchesAsync(connection, new("change_feed_pkey", PostgreSqlChangeFeed.Sql.Last, []));
    }

    [Fact]
    public async Task Writes_GoByAnIndex()
    {
        await using var connections = new PostgreSqlConnections(
            new StorageOptions { ConnectionString = Database.ConnectionString });
        await using var connection = await connections.OpenForWritesAsync();
        QueryPlans.Statement[] statements =
        [
            new("inbox_due", PostgreSqlInboxWrites.ClaimDue, [9000L, 100, 8_000_000L, new long[] { 1, 2 }], Sorts: 2),
            new("inbox_state", PostgreSqlInboxArchive.PurgeOld, [9000L, 100]),
            new("inbox_user", PostgreSqlErasure.BodiesOfUser, ["user_7", 100]),
            new("memberships_user", "DELETE FROM memberships WHERE user_id = $1 AND NOT deleted", ["user_7"]),
            new("memberships_former", "DELETE FROM memberships WHERE user_id = $1 AND deleted", ["user_7"]),
        ];
        foreach (var statement in statements) await AssertSearchesAsync(connection, statement);
    }

    private static async Task AssertSearchesAsync(NpgsqlConnection connection, QueryPlans.Statement statement)
    {
#pragma warning disable CA2100 // The statements are the storage's own.
        await using var command = new NpgsqlCommand("EXPLAIN (COSTS OFF) " + statement.Sql, connection);
#pragma warning restore CA2100
        foreach (var value in statement.Values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        List<string> steps = [];
        await using var row = await command.ExecuteReaderAsync(Token);
        while (await row.ReadAsync(Token)) steps.Add(row.GetString(0));
        var plan = string.Join('\n', steps);
        var isBad = !plan.Contains(statement.Index, StringComparison.Ordinal)
            || Regex.IsMatch(plan, @"Seq Scan on (?!settings\b|change_feed_state\b)") // of which there are a few rows
            || steps.Count(step => step.Contains("Sort Key", StringComparison.Ordinal)) > statement.Sorts;
        Assert.False(isBad, $"{statement.Sql}\n\n{plan}");
    }
}
