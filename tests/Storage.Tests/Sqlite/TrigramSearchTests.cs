using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Identity.Clerk.Identifiers;
using Identity.Storage.Directory.Lists;
using Identity.Storage.Sqlite;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Sqlite;

/// <summary>When a text is looked for by the index of three characters in a row, and when user by user.</summary>
public sealed class TrigramSearchTests() : StorageTest(StorageProvider.Sqlite)
{
    private const int Users = 1_000;
    private const long Most = 50;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Task.WhenAll(Enumerable.Range(0, Users).Select(i => Storage.Inbox.CompleteAsync(
            [],
            Sample.Entries(Sample.User(UserId.Parse(string.Create(CultureInfo.InvariantCulture, $"user_{i:D4}"))) with
            {
                FirstName = i == 523 ? "Zebra" : "Someone",
                LastName = i % 10 == 0 ? "Tenth" : i % 50 == 7 ? "Fiftieth" : i % 2 == 0 ? "Even" : "Other",
                PhoneNumbers = i == 523 ? ["+15550z7"] : [],
                // Odd characters: two that FTS5 doesn't keep, and the last one that there is.
                Web3Wallets = i == 524 ? ["o\uFFFF", "\U0010FFFFx"] : [],
            }),
            Token)));
    }

    [Theory]
    [InlineData("zebra", 1)]
    [InlineData("zebra someone", 0)]
    [InlineData("user_0523", 1)]
    // The last characters of all; and such that are nowhere.
    [InlineData("z7", 1)]
    [InlineData("o\uFFFF", 1)]
    [InlineData("\uFFFF", 1)]
    [InlineData("\uFFFE", 0)]
    [InlineData("\U0010FFFF", 1)]
    [InlineData("qz", 0)]
    [InlineData("ß", 0)]
    public async Task Text_OfFew_IsLookedUp(string text, int users)
    {
        Assert.NotNull(await FindAsync(text));
        Assert.Equal(users, await Storage.Lists.CountUsersAsync(new UserFilter { Text = text }, Token));
    }

    [Theory]
    [InlineData("example", 1_000)]
    [InlineData("me", 1_000)]
    [InlineData("tenth", 100)]
    [InlineData("@", 1_000)]
    public async Task Text_OfMany_IsWalkedFor(string text, int users)
    {
        Assert.Null(await FindAsync(text));
        Assert.Equal(users, await Storage.Lists.CountUsersAsync(new UserFilter { Text = text }, Token));
    }

    [Fact]
    public async Task Text_OfManyTrigrams_IsComparedByFewOfThem()
    {
        var expression = (await FindAsync("zebra someone@example.com"))!.Value.Expression;

        Assert.Equal(4, expression.Split(" AND ").Length);
        Assert.DoesNotContain("\"exa\"", expression, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zebra", UserOrder.LastName)]
    // The first twenty by this order are others.
    [InlineData("fiftieth", UserOrder.LastName)]
    public async Task Few_AreSorted_InsteadOfSought(string text, UserOrder order) =>
        Assert.Contains("SEARCH u USING INTEGER PRIMARY KEY (rowid=?)", await PlanAsync(text, walked: 10, order));

    [Theory]
    [InlineData("fiftieth", UserOrder.CreatedAt, "users_newest")]
    [InlineData("tenth", UserOrder.LastName, "users_last_name")]
    // Many, but none of them is among the first.
    [InlineData("other", UserOrder.LastName, "users_last_name")]
    public async Task Some_AreSoughtInTheOrder_WithoutTheRowsOfOthers(string text, UserOrder order, string index)
    {
        var plan = await PlanAsync(text, walked: 10, order);

        Assert.Equal($"SCAN u USING INDEX {index}", plan[0]);
        Assert.Contains(plan, step => step.StartsWith("LIST SUBQUERY", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("example", UserOrder.LastName, "users_last_name")]
    [InlineData("other", UserOrder.CreatedAt, "users_newest")]
    public async Task Many_AreSoughtInTheOrder_ByTheirTexts(string text, UserOrder order, string index) =>
        Assert.Equal([$"SCAN u USING INDEX {index}"], await PlanAsync(text, walked: 10, order));

    [Theory]
    [InlineData("zebra")]
    [InlineData("fiftieth")]
    [InlineData("tenth")]
    [InlineData("other")]
    [InlineData("someone")]
    public async Task Pages_OfFewSomeOrMany_AreThoseOfAWalk(string text)
    {
        var page = $"{DirectoryLists.OrderBy(UserOrder.LastName, descending: false)} LIMIT 30";
        var walked = await Snapshots.ReadAsync(
            queries => queries.QueryAsync(
                $"SELECT u.user_id FROM users u WHERE NOT u.deleted AND instr(u.body, $1) > 0 {page}",
                row => row.GetString(0),
                Token,
                text),
            Token);

        Assert.Equal(walked, await QueryAsync("SELECT u.user_id", text, 30, UserOrder.LastName, row => row.GetString(0), "LIMIT 30"));
    }

    [Theory]
    [InlineData("example")]
    [InlineData("someone even")]
    public async Task Many_AreCounted_AsTheyLie(string text) =>
        Assert.Equal(["SCAN u"], await PlanAsync(text, ListSql.All, order: null));

    [Fact]
    public async Task Few_AreCounted_ByLookingThemUp() => Assert.Contains(
        "SEARCH u USING INTEGER PRIMARY KEY (rowid=?)", await PlanAsync("tenth", ListSql.All, order: null));

    private Task<ImmutableArray<string>> PlanAsync(string text, long walked, UserOrder? order) =>
        QueryAsync("EXPLAIN QUERY PLAN SELECT u.user_id", text, walked, order, row => row.GetString(3));

    private Task<ImmutableArray<string>> QueryAsync(
        string select, string text, long walked, UserOrder? order, Func<DbDataReader, string> read, string page = "") =>
        Snapshots.ReadAsync(
        async queries =>
        {
            var sql = new ListSql(new SqliteListDialect())
            {
                Walked = walked,
                Order = order is { } by ? DirectoryLists.OrderBy(by, descending: false) : "",
            };
            sql.Where("NOT u.deleted");
            await sql.Dialect.AddTextAsync(sql, text, queries, Token);
            return await queries.QueryAsync(
                $"{select} FROM {sql.Users} {sql.Conditions} {sql.Order} {page}", read, Token, sql.Values);
        },
        Token);

    private ISnapshots Snapshots => Storage.Get<IDatabase>().Snapshots;

    private Task<TrigramMatches?> FindAsync(string text) =>
        Snapshots.ReadAsync(queries => TrigramSearch.FindAsync(text, Most, Users, queries, Token), Token);
}
