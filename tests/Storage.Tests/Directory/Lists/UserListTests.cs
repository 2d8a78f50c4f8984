using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Directory.Lists;
using Identity.Storage.Directory.Lists.Index;
using Identity.Storage.Tests.Fixtures;
using Identity.Testing;

namespace Identity.Storage.Tests.Directory.Lists;

public abstract class UserListTests(StorageProvider provider, bool inMemory) : StorageTest(provider)
{
    public sealed class OnSqlite() : UserListTests(StorageProvider.Sqlite, inMemory: false);

    public sealed class OnPostgreSql() : UserListTests(StorageProvider.PostgreSql, inMemory: false);

    public sealed class InMemoryOnSqlite() : UserListTests(StorageProvider.Sqlite, inMemory: true);

    public sealed class InMemoryOnPostgreSql() : UserListTests(StorageProvider.PostgreSql, inMemory: true);

    // Some are the last of a user's, or shorter than what has an index.
    private static readonly string[] Texts =
    [
        "ada", "org", "0xab", "user_0001", "user_000", "o'hara", "\"q\"", "1", "g", "rg", "c1", "50", "zz", "%",
    ];

    private const int Users = 300;
    private const int Questions = 400;

    [Fact]
    public async Task Lists_OfAnyFilterOrderAndPart_AreThoseOfTheModel()
    {
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        var town = new Town(random, Users, organizations: 8);
        await StoreAsync(town);
        for (var i = 0; i < Questions; i++)
        {
            if (i == Questions / 2) await ChangeAsync(town);
            var (filter, order) = (FilterOf(random, town), random.Pick(Enum.GetValues<UserOrder>()));
            var part = new ListPart(random.Next(1, 40), random.Pick(0, 0, random.Next(60)), random.Next(2) == 0);
            var expected = town.List(filter, order, part.Descending).ToList();

            var listed = await Storage.Lists.ListUsersAsync(filter, order, part, null, Town.Reader, Token);
            var counted = await Storage.Lists.CountUsersAsync(filter, Token);

            var asked = $"{i}: {filter} {order} {part}";
            Assert.True(
                expected.Skip(part.Offset).Take(part.Limit).Select(Town.Item).SequenceEqual(listed!.Value), asked);
            Assert.True(expected.Count == counted, asked);
        }

        Assert.Equal(inMemory, Storage.Get<UserIndex>().Newest is not null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StartingAfter_WalksOverAllOfThem(bool descending)
    {
        var town = new Town(new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine)), Users, organizations: 1);
        await StoreAsync(town);
        var filter = new UserFilter { Banned = false, Text = "user_" };
        var walked = new List<string>();
        UserId? after = null;
        ImmutableArray<string>? page;
        do
        {
            page = await Storage.Lists.ListUsersAsync(
                filter, UserOrder.CreatedAt, new ListPart(7, 0, descending), after, Town.Reader, Token);
            walked.AddRange(page!.Value);
            if (page.Value.Length > 0) after = UserId.Parse(page.Value[^1].Split(' ')[0]);
        }
        while (page.Value.Length == 7);

        Assert.Equal(town.List(filter, UserOrder.CreatedAt, descending).Select(Town.Item), walked);
    }

    [Fact]
    public async Task StartingAfter_NobodyOfThatId_IsNoList() => Assert.Null(await Storage.Lists.ListUsersAsync(
        new UserFilter(), UserOrder.CreatedAt, new ListPart(1, 0, false), UserId.Parse("user_x"), Town.Reader, Token));

    [Fact]
    public async Task WhoIsGoneByTheirState_MakesRoomForTheNext()
    {
        var town = new Town(new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine)), 20, organizations: 1);
        await StoreAsync(town);
        var order = town.List(new UserFilter(), UserOrder.CreatedAt, descending: false).ToList();
        var gone = order.Take(4).Select(u => u.Id).ToHashSet();
        var reader = Town.Reader with
        {
            Read = (id, state) => gone.Contains(id) ? null : Town.Reader.Read(id, state),
        };

        var page = await Storage.Lists.ListUsersAsync(
            new UserFilter(), UserOrder.CreatedAt, new ListPart(6, 0, false), null, reader, Token);

        Assert.Equal(order.Skip(4).Take(6).Select(Town.Item), page!.Value);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("ann\nann")]
    public async Task TextOfTwoLines_IsNobodys(string text)
    {
        var town = new Town(new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine)), 20, organizations: 1);
        await StoreAsync(town);
        Assert.Equal(0, await Storage.Lists.CountUsersAsync(new UserFilter { Text = text }, Token));
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\uD800")]
    [InlineData("a\0b'c\"d%_\\")]
    [InlineData("\" OR \"")]
    [InlineData("*")]
    [InlineData("😀😀😀😀")]
    public async Task AnyTextAnywhere_IsNobodysAndNoError(string text)
    {
        var signed = new SignedValues([text], [text]);
        UserFilter[] filters =
        [
            new() { UserIds = signed }, new() { ExternalIds = signed }, new() { OrganizationIds = signed },
            new() { EmailAddresses = [text] }, new() { PhoneNumbers = [text] }, new() { Usernames = [text] },
            new() { Web3Wallets = [text] }, new() { Provider = text }, new() { Provider = text, ProviderUserIds = [text] },
            new() { Text = text }, new() { EmailText = text }, new() { PhoneText = text }, new() { UsernameText = text },
            new() { NameText = text },
        ];
        await Storage.Inbox.CompleteAsync([], Sample.Entries(Sample.User(Sample.Ann)), Token);
        foreach (var filter in filters) Assert.Equal(0, await Storage.Lists.CountUsersAsync(filter, Token));
        Assert.Null(await Storage.Lists.FindSessionUserAsync(SessionId.Parse("sess_x"), Token));
        Assert.Empty(await Storage.Lists.FindClientUsersAsync(text, Token));
        var members = new MembershipFilter { Roles = [text], Users = new UserFilter { Text = text } };
        var reader = new ItemReader<MembershipEntry, string>(Town.StateName, (m, _) => m.Id.Value);
        var page = await Storage.Lists.ListMembershipsAsync(
            members, MembershipOrder.CreatedAt, new ListPart(1, 0, false), reader, Token);
        Assert.Equal(0, page.Total);
    }

    [Fact]
    public async Task Erased_IsInNoTextAndNoIndex()
    {
        await Storage.Inbox.CompleteAsync([], Sample.Entries(Sample.User(Sample.Ann)), Token);
        await Storage.Inbox.CompleteAsync(
            [], Sample.Entries(new UserEntry { Id = Sample.Ann, Revision = 2, Deleted = true, DeletedAt = 1 }), Token);

        if (Database.Provider is StorageProvider.PostgreSql)
        {
            Assert.Empty(await Database.ReadAsync("SELECT body FROM user_texts"));
        }
        else
        {
            Assert.Equal([""], await Database.ReadAsync("SELECT body FROM users"));
        }
    }

    private static UserFilter FilterOf(Random random, Town town)
    {
        var filter = new UserFilter();
        for (var i = random.Next(3); i >= 0; i--)
        {
            filter = random.Next(19) switch
            {
                0 => filter with { UserIds = Signed(random, [.. town.Users.Take(50).Select(u => u.Id.Value)]) },
                1 => filter with { ExternalIds = Signed(random, "x1", "x2", "x3") },
                2 => filter with { OrganizationIds = Signed(random, "org_000", "org_001", "org_002", "org_009") },
                3 => filter with { EmailAddresses = [.. random.Some(2, Town.Emails)] },
                4 => filter with { PhoneNumbers = [.. random.Some(2, Town.Phones)] },
                5 => filter with { Usernames = [.. random.Some(2, "ann", "bob", "Carl", "carl")] },
                6 => filter with { Web3Wallets = [.. random.Some(2, Town.Wallets)] },
                7 => filter with { Provider = random.Pick(Town.Providers) },
                8 => filter with { Provider = random.Pick(Town.Providers), ProviderUserIds = [.. random.Some(1, "1", "2")] },
                9 => filter with { Banned = random.Next(2) == 0 },
                10 => filter with { CreatedAt = Window(random, 20) },
                11 => filter with { LastActiveAt = Window(random, 8) },
                12 => filter with { LastSignInAt = Window(random, 9) },
                13 => filter with { EmailText = random.Pick("ann@", "x.ORG", "%", "_", "z", "\"q\"") },
                14 => filter with { PhoneText = random.Pick("555", "01", "+44") },
                15 => filter with { UsernameText = random.Pick("ar", "CARL", "bob") },
                16 => filter with { NameText = random.Pick("ada a", "ÉMILE", "o", "%b", "_b ", "李明", "ë") },
                17 => filter with { Text = random.Pick(Texts) },
                _ => filter,
            };
        }

        return filter;
    }

    private static SignedValues Signed(Random random, params string[] values) =>
        new([.. random.Some(3, values)], [.. random.Some(1, values)]);

    private static TimeWindow Window(Random random, int most) => new(
        random.Pick<long?>(null, random.Next(most)), random.Pick<long?>(null, random.Next(most)));

    protected override void Configure(StorageOptions options) =>
        options.UserIndexMegabytes = inMemory ? options.UserIndexMegabytes : 0;

    private async Task StoreAsync(Town town)
    {
        await town.StoreAsync(Storage, Token);
        if (inMemory) await Storage.Get<UserIndex>().BuildAsync(Token);
    }

    private async Task ChangeAsync(Town town)
    {
        town.Change();
        await Task.WhenAll(town.Users.Select(
            user => Storage.Inbox.CompleteAsync([], new DirectoryEntries(user, null, []), Token)));
        // From here on PostgreSQL knows how many there are, and may find them in another way.
        if (Database.Provider is StorageProvider.PostgreSql) await Database.ExecuteAsync("ANALYZE");
    }
}
