using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Changes;
using Identity.Storage.Inbox;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Changes;

public abstract class ChangeFeedTests(StorageProvider provider, string? server = null) : StorageTest(provider, server)
{
    public sealed class OnSqlite() : ChangeFeedTests(StorageProvider.Sqlite);

    [Collection(nameof(FeedServer))]
    public sealed class OnPostgreSql(FeedServer server)
        : ChangeFeedTests(StorageProvider.PostgreSql, server.ConnectionString);

    private IChangeFeed Feed => Storage.Get<IChangeFeed>();

    [Fact]
    public async Task Read_Settled_IsShownWithItsStateAndPendingIsNot()
    {
        await Storage.Inbox.AddAsync(Sample.Entry("msg_1") with { OrganizationId = Sample.Acme }, Token);
        Assert.Empty((await Feed.ReadAsync(null, 10, Token)).Changes);

        await Storage.Inbox.CompleteAsync(Sample.Completion("msg_1", InboxState.Stale), DirectoryEntries.None, Token);

        var page = await Feed.ReadAsync(null, 10, Token);
        var change = Assert.Single(page.Changes);
        Assert.False(page.HasGap);
        Assert.Equal(page.Next, change.Position);
        Assert.Equal(
            new Change
            {
                Position = change.Position,
                Delivery = MessageId.Parse("msg_1"),
                Type = "user.updated",
                State = InboxState.Stale,
                Entity = EntityId.Of(Sample.Ann),
                UserId = Sample.Ann,
                OrganizationId = Sample.Acme,
                OccurredAt = 1_790_000_000_000,
            },
            change);
    }

    [Fact]
    public async Task Read_SettledTwiceOrAddedTwice_IsShownOnce()
    {
        await SettleAsync("msg_1");
        await SettleAsync("msg_1");

        Assert.Equal(["msg_1"], await ReadAsync(null));
    }

    [Fact]
    public async Task Read_NeverPending_IsShownAsItWasAdded()
    {
        await Storage.Inbox.AddAsync(
            Sample.Entry("msg_1") with { Entity = null, UserId = null, State = InboxState.Kept }, Token);

        var change = Assert.Single((await Feed.ReadAsync(null, 10, Token)).Changes);

        Assert.Equal(InboxState.Kept, change.State);
        Assert.Null(change.Entity);
    }

    [Fact]
    public async Task Read_QuarantinedThenReplayed_IsShownEachTime()
    {
        await Storage.Inbox.AddAsync(Sample.Entry("msg_1") with { State = InboxState.Quarantined }, Token);
        await Storage.Inbox.ReopenAsync([Sample.Entry("msg_1") with { State = InboxState.Quarantined }], Token);
        await Storage.Inbox.ReopenAsync([Sample.Entry("msg_1")], Token);
        await Storage.Inbox.CompleteAsync(Sample.Completion("msg_1"), DirectoryEntries.None, Token);

        Assert.Equal(
            [InboxState.Quarantined, InboxState.Quarantined, InboxState.Applied],
            (await Feed.ReadAsync(null, 10, Token)).Changes.Select(change => change.State));
    }

    [Fact]
    public async Task Read_Learned_NamesTheEntityAndNoDelivery()
    {
        await Storage.Inbox.LearnedAsync(EntityId.Of(Sample.Acme), Sample.Entries(Sample.Organization(Sample.Acme)), Token);

        var change = Assert.Single((await Feed.ReadAsync(null, 10, Token)).Changes);

        Assert.Equal((null, null, InboxState.Applied), (change.Delivery, change.Type, change.State));
        Assert.Equal((EntityId.Of(Sample.Acme), Sample.Acme), (change.Entity, change.OrganizationId));
        Assert.Null(change.UserId);
        Assert.Null(change.OccurredAt);
    }

    [Fact]
    public async Task Read_PageByPage_ShowsEachOnceInOrder()
    {
        for (var i = 0; i < 7; i++) await SettleAsync($"msg_{i}");
        List<string?> seen = [];
        ChangePosition? place = null;
        ChangePage page;
        do
        {
            page = await Feed.ReadAsync(place, 3, Token);
            seen.AddRange(page.Changes.Select(change => change.Delivery?.Value));
            place = page.Next;
        }
        while (page.Changes.Length == 3);

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"msg_{i}"), seen);
    }

    [Fact]
    public async Task End_ThenAChange_ShowsThatOneOnly()
    {
        var empty = await Feed.EndAsync(Token);
        await SettleAsync("msg_1");
        var end = await Feed.EndAsync(Token);
        await SettleAsync("msg_2");

        Assert.Equal(["msg_2"], await ReadAsync(end));
        Assert.Equal(["msg_1", "msg_2"], await ReadAsync(empty));
    }

    [Fact]
    public async Task Purge_WhoHadReadThem_GoesOnAndWhoHadNotIsTold()
    {
        await SettleAsync("msg_1");
        var first = (await Feed.ReadAsync(null, 1, Token)).Next;
        await SettleAsync("msg_2");
        var second = (await Feed.ReadAsync(first, 1, Token)).Next;
        Time.Advance(TimeSpan.FromDays(2));
        await SettleAsync("msg_3");
        var before = (Time.GetUtcNow() - TimeSpan.FromDays(1)).ToUnixTimeMilliseconds();

        Assert.Equal(1, await Feed.PurgeAsync(before, 1, Token));
        Assert.Equal(1, await Feed.PurgeAsync(before, 500, Token));
        Assert.Equal(0, await Feed.PurgeAsync(before, 500, Token));

        Assert.False((await Feed.ReadAsync(second, 10, Token)).HasGap);
        Assert.Equal(["msg_3"], await ReadAsync(second));
        Assert.True((await Feed.ReadAsync(first, 10, Token)).HasGap);
        Assert.Equal(["msg_3"], await ReadAsync(first));
        Assert.Equal(["msg_3"], await ReadAsync(null));
    }

    [Fact]
    public async Task Purge_All_KeepsPlacesAndGivesNoNumberTwice()
    {
        await SettleAsync("msg_1");
        var end = await Feed.EndAsync(Token);
        Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await Feed.PurgeAsync(Time.GetUtcNow().ToUnixTimeMilliseconds(), 500, Token));
        Assert.Equal(end, await Feed.EndAsync(Token));

        await SettleAsync("msg_2");

        Assert.Equal(["msg_2"], await ReadAsync(end));
        Assert.False((await Feed.ReadAsync(end, 10, Token)).HasGap);
    }

    [Fact]
    public async Task Read_PlaceOfAnotherFeedOrOfTheFuture_IsAGapAndBeginsAnew()
    {
        await SettleAsync("msg_1");
        var end = await Feed.EndAsync(Token);
        foreach (var place in new[] { end with { Feed = "0af1" }, end with { Commit = end.Commit + 9, Ordinal = 99 } })
        {
            var page = await Feed.ReadAsync(place, 10, Token);

            Assert.True(page.HasGap);
            Assert.Equal("msg_1", Assert.Single(page.Changes).Delivery?.Value);
            Assert.False((await Feed.ReadAsync(page.Next, 10, Token)).HasGap);
        }
    }

    [Fact]
    public async Task Position_AsText_IsReadBackAndNothingElseIs()
    {
        var end = await Feed.EndAsync(Token);

        Assert.True(ChangePosition.TryParse(end.ToString(), out var read));
        Assert.Equal(end, read);
        Assert.All(
            ["", "1", "a.1", "a.1.2.3", ".1.2", "A.1.2", "a.-1.2", "a.1.x", "a. 1.2", "a.1.99999999999999999999"],
            text => Assert.False(ChangePosition.TryParse(text, out _)));
    }

    private async Task SettleAsync(string id)
    {
        await Storage.Inbox.AddAsync(Sample.Entry(id), Token);
        await Storage.Inbox.CompleteAsync(Sample.Completion(id), DirectoryEntries.None, Token);
    }

    private async Task<IEnumerable<string?>> ReadAsync(ChangePosition? after) =>
        (await Feed.ReadAsync(after, 100, Token)).Changes.Select(change => change.Delivery?.Value);
}
