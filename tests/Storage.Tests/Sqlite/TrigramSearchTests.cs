using System.Collections.Immutable;
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
                LastName = i % 10 == 0 ? "Tenth" : i % 2 == 0 ? "Even" : "Other",
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
        Assert.NotNull(await OfFewAsync(text));
        Assert.Equal(users, await Storage.Lists.CountUsersAsync(new UserFilter { Text = text }, Token));
    }

    [Theory]
    [InlineData("example", 1_000)]
    [InlineData("me", 1_000)]
    [InlineData("tenth", 100)]
    [InlineData("@", 1_000)]
    public async Task Text_OfMany_IsWalkedFor(string text, int users)
    {
        Assert.Null(await OfFewAsync(text));
        Assert.Equal(users, await Storage.Lists.CountUsersAsync(new UserFilter { Text = text }, Token));
    }

    [Fact]
    public async Task Text_OfManyTrigrams_IsComparedByFewOfThem()
    {
        var expression = await OfFewAsync("zebra someone@example.com");

        Assert.Equal(4, expression!.Split(" AND ").Length);
        Assert.DoesNotContain("\"exa\"", expression, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Few_AreSorted_InsteadOfSought() => Assert.Contains(
        "SEARCH u USING INTEGER PRIMARY KEY (rowid=?)",
        await PlanAsync("zebra", walked: 10, ListSql.OrderByNullable("u.last_name", "u.user_id", descending: false)));

    [Theory]
    [InlineData("example")]
    [InlineData("someone even")]
    public async Task Many_AreCounted_AsTheyLie(string text) =>
        Assert.Equal(["SCAN u"], await PlanAsync(text, ListSql.All, order: ""));

    [Fact]
    public async Task Few_AreCounted_ByLookingThemUp() => Assert.Contains(
        "SEARCH u USING INTEGER PRIMARY KEY (rowid=?)", await PlanAsync("tenth", ListSql.All, order: ""));

    private Task<ImmutableArray<string>> PlanAsync(string text, long walked, string order) => Snapshots.ReadAsync(
        async queries =>
        {
            var sql = new ListSql(new SqliteListDialect()) { Walked = walked };
            sql.Where("NOT u.deleted");
            await sql.Dialect.AddTextAsync(sql, text, queries, Token);
            return await queries.QueryAsync(
                $"EXPLAIN QUERY PLAN SELECT u.user_id FROM {sql.Users} {sql.Conditions} {order}",
                row => row.GetString(3),
                Token,
                sql.Values);
        },
        Token);

    private ISnapshots Snapshots => Storage.Get<IDatabase>().Snapshots;

    private Task<string?> OfFewAsync(string text) =>
        Snapshots.ReadAsync(queries => TrigramSearch.OfFewAsync(text, _ => Most, queries, Token), Token);
}
