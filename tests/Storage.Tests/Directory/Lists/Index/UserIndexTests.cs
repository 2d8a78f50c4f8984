using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Directory.Lists;
using Identity.Storage.Directory.Lists.Index;
using Identity.Storage.Tests.Fixtures;
using Identity.Testing;

namespace Identity.Storage.Tests.Directory.Lists.Index;

public abstract class UserIndexTests(StorageProvider provider) : StorageTest(provider)
{
    public sealed class OnSqlite() : UserIndexTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : UserIndexTests(StorageProvider.PostgreSql);

    private static readonly UserFilter Someone = new() { Text = "someone@" };

    private UserIndex Index => Storage.Get<UserIndex>();

    [Fact]
    public async Task FirstQuestion_IsAnsweredByTheDatabase_AndBringsTheUsersIntoMemory()
    {
        await StoreAsync(Storage, Sample.User(Sample.Ann));
        Assert.Null(Index.Newest);

        Assert.Equal(1, await CountAsync());

        await Patience.UntilAsync(() => Index.Newest?.Count == 1, Token);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Question_AfterAWrite_KnowsOfIt()
    {
        await Index.BuildAsync(Token);
        await StoreAsync(Storage, Sample.User(Sample.Ann));
        Assert.Equal(1, await CountAsync());
        Assert.Equal([Sample.Ann], await ListAsync(Someone));

        await StoreAsync(Storage, Sample.User(Sample.Ann, revision: 2) with { EmailAddresses = ["other@example.com"] });
        Assert.Empty(await ListAsync(Someone));
        Assert.Equal([Sample.Ann], await ListAsync(new UserFilter { Text = "other@" }));

        await StoreAsync(Storage, new UserEntry { Id = Sample.Ann, Revision = 3, Deleted = true, DeletedAt = 1 });
        Assert.Empty(await ListAsync(new UserFilter { Text = "other@" }));
        Assert.NotNull(Index.Newest);
    }

    [Fact]
    public async Task Moment_OfARead_IsThatOfItsFirstQuery()
    {
        await Index.BuildAsync(Token);
        var found = await Storage.Get<IDatabase>().Snapshots.ReadAsync(
            async queries =>
            {
                await StoreAsync(Storage, Sample.User(Sample.Ann));
                var users = await Index.FindAsync(queries, Token);
                await StoreAsync(Storage, Sample.User(Sample.Bob));
                var again = await queries.QueryAsync("SELECT count(*) FROM users", row => row.GetInt64(0), Token);
                return (users!.CountOf(IndexSearch.Of(Someone)!, Token), again[0]);
            },
            Token);

        Assert.Equal((1, 1), found);
    }

    [Fact]
    public async Task NobodyAsksAnyMore_LeavesMemory()
    {
        await CountAsync();
        await Patience.UntilAsync(() => Index.Newest is not null, Token);

        await Patience.UntilAsync(
            () =>
            {
                Time.Advance(UserIndex.Kept);
                return Index.Newest is null;
            },
            Token);

        await StoreAsync(Storage, Sample.User(Sample.Ann));
        Assert.Equal(1, await CountAsync());
        await Patience.UntilAsync(() => Index.Newest is not null, Token);
    }

    [Fact]
    public async Task BetweenQuestions_IsBroughtUpToDate()
    {
        await CountAsync();
        await Patience.UntilAsync(() => Index.Newest is not null, Token);
        await StoreAsync(Storage, Sample.User(Sample.Ann));

        await Patience.UntilAsync(
            () =>
            {
                Time.Advance(TimeSpan.FromMilliseconds(250));
                return Index.Newest?.Count == 1;
            },
            Token);
    }

    [Fact]
    public async Task MoreThanMayBeInMemory_AreSoughtInTheDatabase()
    {
        var storage = await RestartAsync(options => options.UserIndexMegabytes = 1);
        ImmutableArray<string> addresses = [.. Enumerable.Range(0, 200).Select(i => $"{i}{new string('x', 300)}@example.com")];
        for (var i = 0; i < 20; i++)
            await StoreAsync(storage, Sample.User(UserId.Parse($"user_{i}")) with { EmailAddresses = addresses });

        await Index.BuildAsync(Token);

        Assert.Null(Index.Newest);
        Assert.Equal(20, await storage.Lists.CountUsersAsync(new UserFilter { Text = "xx@example" }, Token));
    }

    [Fact]
    public async Task MoreChangedThanAQuestionReads_AreSoughtInTheDatabase_UntilTheyAreReadInBetween()
    {
        await Index.BuildAsync(Token);
        await Task.WhenAll(Enumerable.Range(0, 5_000).Select(i => StoreAsync(Storage, Sample.User(UserId.Parse($"user_{i}")))));
        var before = Index.Newest;

        Assert.Null(await FindAsync());
        Assert.Equal(5_000, await CountAsync());

        await Index.KeepUpAsync(Token);
        Assert.Equal(5_000, Index.Newest?.Count);
        Assert.NotNull(await FindAsync());
        Assert.Equal(5_000, await CountAsync());
        Assert.Equal(0, before!.CountOf(IndexSearch.Of(Someone)!, Token));
    }

    [Fact]
    public async Task DatabaseFails_IsBroughtUpToDateAfterwards()
    {
        await CountAsync();
        await Patience.UntilAsync(() => Index.Newest is not null, Token);
        await Database.ExecuteAsync("ALTER TABLE users RENAME TO gone");
        for (var i = 0; i < 10; i++) Time.Advance(UserIndex.Kept / 100);
        await Assert.ThrowsAnyAsync<Exception>(CountAsync);

        await Database.ExecuteAsync("ALTER TABLE gone RENAME TO users");
        await StoreAsync(Storage, Sample.User(Sample.Ann));

        await Patience.UntilAsync(
            () =>
            {
                Time.Advance(TimeSpan.FromSeconds(1));
                return Index.Newest?.Count == 1;
            },
            Token);
        Assert.Equal(1, await CountAsync());
    }

    private static Task StoreAsync(TestStorage storage, UserEntry user) =>
        storage.Inbox.CompleteAsync([], Sample.Entries(user), Token);

    private async Task<TestStorage> RestartAsync(Action<StorageOptions> configure)
    {
        await StopAsync(Storage);
        return Storage = await StartAnotherAsync(configure);
    }

    private Task<long> CountAsync() => Storage.Lists.CountUsersAsync(Someone, Token);

    private Task<IndexedUsers?> FindAsync() => Storage.Get<IDatabase>().Snapshots.ReadAsync(
        queries => Index.FindAsync(queries, Token), Token);

    private async Task<ImmutableArray<UserId>> ListAsync(UserFilter filter)
    {
        var found = Index.Newest is null ? null : await FindAsync();
        return found!.List(IndexSearch.Of(filter)!, new IndexOrder(UserOrder.CreatedAt, false), 10, 0, Token);
    }
}
