using System.Text.RegularExpressions;
using Identity.Storage.Inbox;
using Identity.Storage.Sqlite;
using Identity.Storage.Tests.Fixtures;
using Identity.Storage.Tests.Inbox;

namespace Identity.Storage.Tests.Sqlite;

public sealed class SqliteQueryPlanTests() : StorageTest(StorageProvider.Sqlite)
{
    [Fact]
    public void Statements_OfBothDatabases_WalkAnIndexInItsOrder()
    {
        var database = (SqliteDatabase)Storage.Get<IDatabase>();
        using var session = database.Connections.OpenReader();

        Assert.All(QueryPlans.Of(database.InboxDialect), statement => AssertSearches(session, statement));
    }

    [Fact]
    public void Statements_OfThisDatabase_WalkAnIndexInItsOrder()
    {
        using var session = ((SqliteDatabase)Storage.Get<IDatabase>()).Connections.OpenReader();
        QueryPlans.Statement[] statements =
        [
            new("inbox_pending", SqlitePendingReader.Page, ["user_7", ""]),
            new("inbox_due", SqliteInboxWrites.Due, [9000L, 100]),
            new("inbox_state", SqliteInboxArchive.Purgeable, [9000L, 100]),
            new("inbox_user", SqliteInboxBodies.OfUser, ["user_7", 100]),
            new("memberships_user", "DELETE FROM memberships WHERE user_id = $1 AND NOT deleted", ["user_7"]),
            new("memberships_former", "DELETE FROM memberships WHERE user_id = $1 AND deleted", ["user_7"]),
        ];

        Assert.All(statements, statement => AssertSearches(session, statement));
    }

    [Fact]
    public void Message_ByIdAlone_LooksIntoTheKeyForEachInstance()
    {
        var database = (SqliteDatabase)Storage.Get<IDatabase>();
        using var session = database.Connections.OpenReader();

        var plan = Explain(session, new InboxReaderSql(database.InboxDialect).Message, [null, "msg_7"]);

        Assert.Contains("SEARCH i USING INDEX sqlite_autoindex_inbox_", plan, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"SCAN (i|inbox)\b", plan);
    }

    private static void AssertSearches(SqliteSession session, QueryPlans.Statement statement)
    {
        var plan = Explain(session, statement.Sql, statement.Values);
        // A walk over an index that has the list's order ends with the page; any other visits every row.
        var isBad = !plan.Contains($"INDEX {statement.Index}", StringComparison.Ordinal)
            || Regex.IsMatch(plan, @"SCAN (?!CONSTANT|r\d)\w+\b(?! USING)")
            || plan.Split("TEMP B-TREE").Length - 1 > statement.Sorts;
        Assert.False(isBad, $"{statement.Sql}\n\n{plan}");
    }

    private static string Explain(SqliteSession session, string sql, object?[] values)
    {
        List<string> steps = [];
        using var row = session.Query("EXPLAIN QUERY PLAN " + sql, values);
        while (row.Read()) steps.Add(row.GetString(3));
        return string.Join('\n', steps);
    }
}
