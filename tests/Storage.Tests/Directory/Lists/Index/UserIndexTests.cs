using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Directory.Lists;
using Identity.Storage.Directory.Lists.Index;
using Identity.Storage.Tests.Fixtures;
using Identity.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Identity.Storage.Tests.Directory.Lists.Index;

public abstract class UserIndexTests(StorageProvider provider) : StorageTest(provider)
{
    public sealed class OnSqlite() : UserIndexTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : UserIndexTests(StorageProvider.PostgreSql);

    private static readonly UserFilter Someone = new() { Text = "someone@" };

    private readonly ManualTimeProvider _clock = new();

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
        var found = await Storage.Get<ISnapshots>().ReadAsync(
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
    public async Task NobodyAsksAnyMore_LeavesMemory_UntilSomebodyDoes()
    {
        await using var index = CreateAlone();
        await AskUntilItRestsAsync(index);

        await Patience.UntilAsync(
            () =>
            {
                _clock.Advance(UserIndex.Kept);
                return index.Newest is null;
            },
            Token);
        Assert.Equal(0, _clock.ActiveTimers);

        await StoreAsync(Storage, Sample.User(Sample.Ann));
        Assert.Null(await FindAsync(index));
        await Patience.UntilAsync(() => index.Newest?.Count == 1, Token);
    }

    [Fact]
    public async Task BetweenQuestions_IsBroughtUpToDate()
    {
        await using var index = CreateAlone();
        await AskUntilItRestsAsync(index);
        await StoreAsync(Storage, Sample.User(Sample.Ann));

        _clock.Advance(TimeSpan.FromMilliseconds(250));
        await Patience.UntilAsync(() => index.Newest?.Count == 1, Token);
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
        await using var index = CreateAlone();
        await AskUntilItRestsAsync(index);
        var before = index.Newest;
        await Index.BuildAsync(Token);
        await Task.WhenAll(Enumerable.Range(0, 5_000).Select(i => StoreAsync(Storage, Sample.User(UserId.Parse($"user_{i}")))));

        Assert.Null(await FindAsync(index));
        Assert.Same(before, index.Newest);
        Assert.Equal(5_000, await CountAsync());

        await index.KeepUpAsync(Token);
        Assert.Equal(5_000, (await FindAsync(index))?.CountOf(IndexSearch.Of(Someone)!, Token));
        Assert.Equal(0, before!.CountOf(IndexSearch.Of(Someone)!, Token));
    }

    [Fact]
    public async Task DatabaseFails_IsBroughtUpToDateAfterwards()
    {
        await using var index = CreateAlone();
        await AskUntilItRestsAsync(index);
        await Database.ExecuteAsync("ALTER TABLE users RENAME TO gone");
        await Assert.ThrowsAnyAsync<Exception>(() => FindAsync(index));
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        await UntilItRestsAsync();
        Assert.NotNull(index.Newest);

        await Database.ExecuteAsync("ALTER TABLE gone RENAME TO users");
        await StoreAsync(Storage, Sample.User(Sample.Ann));
        _clock.Advance(TimeSpan.FromSeconds(5));

        await Patience.UntilAsync(() => index.Newest?.Count == 1, Token);
        Assert.Equal(1, (await FindAsync(index))?.CountOf(IndexSearch.Of(Someone)!, Token));
    }

    private static Task StoreAsync(TestStorage storage, UserEntry user) =>
        storage.Inbox.CompleteAsync([], Sample.Entries(user), Token);

    // With a clock of its own: when something waits for that, nothing happens but by questions until it goes on.
    private UserIndex CreateAlone() => new(
        Storage.Get<ISnapshots>(),
        Storage.Get<ListDialect>(),
        Storage.Get<IOptions<StorageOptions>>(),
        _clock,
        NullLogger<UserIndex>.Instance);

    private async Task AskUntilItRestsAsync(UserIndex index)
    {
        await FindAsync(index);
        await UntilItRestsAsync();
        Assert.NotNull(index.Newest);
    }

    private Task UntilItRestsAsync() => Patience.UntilAsync(() => _clock.ActiveTimers == 1, Token);

    private async Task<TestStorage> RestartAsync(Action<StorageOptions> configure)
    {
        await StopAsync(Storage);
        return Storage = await StartAnotherAsync(configure);
    }

    private Task<long> CountAsync() => Storage.Lists.CountUsersAsync(Someone, Token);

    private Task<IndexedUsers?> FindAsync(UserIndex index) => Storage.Get<ISnapshots>().ReadAsync(
        queries => index.FindAsync(queries, Token), Token);

    private async Task<ImmutableArray<UserId>> ListAsync(UserFilter filter)
    {
        var found = await FindAsync(Index);
        return found!.List(IndexSearch.Of(filter)!, new IndexOrder(UserOrder.CreatedAt, false), 10, 0, Token);
    }
}
