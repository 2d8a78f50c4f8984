using System.Collections.Immutable;
using System.Data.Common;
using Identity.Storage.Directory.Lists;
using Identity.Storage.PostgreSql;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.PostgreSql;

/// <summary>When those who match a text are looked up, looked for in the list's order, or told from others by a set.</summary>
public sealed class PostgreSqlTextPlanTests() : StorageTest(StorageProvider.PostgreSql)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        // Each third has a name that is before the others' in the order of names, and not in the order of age.
        await Database.ExecuteAsync(
            """
            INSERT INTO users (user_id, revision, deleted, banned, last_name, created_at, updated_at)
            SELECT 'user_' || i, 1, false, false, CASE WHEN i % 3 = 0 THEN 'Early' ELSE 'Late' END, i, i
            FROM generate_series(1, 20000) i;
            INSERT INTO user_texts (user_id, body, name)
            SELECT 'user_' || i,
              concat_ws(
                E'\n', '', i || '@x.org', CASE WHEN i % 3 = 0 THEN 'early' ELSE 'late' END,
                CASE WHEN i % 100 = 0 THEN 'latecomer übung' END, ''),
              ''
            FROM generate_series(1, 20000) i;
            """);
        await Database.ExecuteAsync("VACUUM ANALYZE");
    }

    [Theory]
    [InlineData("1234@", UserOrder.LastName, "= ANY (ARRAY(")]
    [InlineData("early", UserOrder.LastName, "IN (")]
    [InlineData("late", UserOrder.CreatedAt, "IN (")]
    [InlineData("late", UserOrder.LastName, ") IS TRUE")]
    [InlineData("latecomer", UserOrder.CreatedAt, ") IS TRUE")]
    [InlineData("übung", UserOrder.CreatedAt, ") IS TRUE")]
    [InlineData("r ü", UserOrder.CreatedAt, ") IS TRUE")]
    [InlineData("9", UserOrder.LastName, "IN (")]
    [InlineData("_", UserOrder.LastName, "= ANY (ARRAY(")]
    public async Task Matches_AreFound(string text, UserOrder order, string way)
    {
        var (sql, ids) = await QueryAsync(text, order, "SELECT u.user_id", row => row.GetString(0));

        Assert.Contains(way, sql, StringComparison.Ordinal);
        Assert.Equal(way == ") IS TRUE", sql.Contains(") IS TRUE", StringComparison.Ordinal));
        Assert.Equal(
            await Storage.Get<IDatabase>().Snapshots.ReadAsync(
                queries => queries.QueryAsync(
                    $"""
                    SELECT u.user_id FROM users u JOIN user_texts t ON t.user_id = u.user_id
                    WHERE strpos(t.body, $1) > 0 {DirectoryLists.OrderBy(order, descending: false)} LIMIT 100
                    """,
                    row => row.GetString(0),
                    Token,
                    text),
                Token),
            ids);
    }

    /// <summary>Two thirds have <c>lat</c> and <c>ate</c>, so no more than one of them is asked for, and only if it must.</summary>
    [Theory]
    [InlineData("latecomer", 4)]
    [InlineData("late", 1)]
    public async Task Many_AreFoundByTheRarestTrigrams(string text, int trigrams)
    {
        var (sql, _) = await QueryAsync(text, UserOrder.LastName, "SELECT u.user_id", row => row.GetString(0));

        Assert.Equal(trigrams, sql.Split("LIKE").Length - 1);
        Assert.Contains("strpos(t.body", sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Matches_NobodyHasCountedYet_AreTheServersToFind()
    {
        await Database.ExecuteAsync("TRUNCATE user_texts");

        var (sql, _) = await QueryAsync("late", UserOrder.LastName, "SELECT u.user_id", row => row.GetString(0));

        Assert.Contains("IN (", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("IS TRUE", sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_LateInTheOrder_AreASetAskedAboutAnIndex()
    {
        var (_, plan) = await QueryAsync("late", UserOrder.LastName, "EXPLAIN SELECT u.user_id", row => row.GetString(0));

        Assert.Contains(plan, step => step.Contains("using users_last_name on users", StringComparison.Ordinal));
        Assert.Contains(plan, step => step.Contains("hashed SubPlan", StringComparison.Ordinal));
    }

    private Task<(string Sql, ImmutableArray<string> Rows)> QueryAsync(
        string text, UserOrder order, string select, Func<DbDataReader, string> read) =>
        Storage.Get<IDatabase>().Snapshots.ReadAsync(
            async queries =>
            {
                var sql = new ListSql(new PostgreSqlListDialect()) { Walked = 100, Order = DirectoryLists.OrderBy(order, descending: false) };
                sql.Where("NOT u.deleted");
                await sql.Dialect.AddTextAsync(sql, text, queries, Token);
                return (
                    sql.Conditions,
                    await queries.QueryAsync(
                        $"{select} FROM {sql.Users} {sql.Conditions} {sql.Order} LIMIT 100", read, Token, sql.Values));
            },
            Token);
}
