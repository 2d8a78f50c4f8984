using System.Text;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Storage.Inbox;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Inbox;

public abstract class PendingPageTests(StorageProvider provider) : StorageTest(provider)
{
    private static readonly EntityId Ann = EntityId.Of(Sample.Ann);

    public sealed class OnSqlite() : PendingPageTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : PendingPageTests(StorageProvider.PostgreSql);

    [Fact]
    public async Task ForAsync_NothingPending_IsEmptyAndLast()
    {
        var page = await Storage.Inbox.ForAsync(Ann, null, Token);

        Assert.Empty(page.Deliveries);
        Assert.True(page.IsLast);
    }

    [Fact]
    public async Task ForAsync_PendingOfSeveral_GivesThoseThatTheEntityApplies()
    {
        await Storage.Inbox.AddAsync(Sample.Entry("msg_2"), Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_1") with { OrganizationId = Sample.Acme }, Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_3") with { Entity = EntityId.Of(Sample.Bob) }, Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_4") with { Entity = EntityId.Of(Sample.Acme) }, Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_5") with { State = InboxState.Quarantined }, Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_6"), Token);
        await Storage.Inbox.CompleteAsync(Sample.Completion("msg_6"), DirectoryEntries.None, Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_7") with { Entity = EntityId.RoleCatalog }, Token);

        var page = await Storage.Inbox.ForAsync(Ann, null, Token);

        Assert.Equal(["msg_1", "msg_2"], Ids(page));
        Assert.Equal(
            ["body of msg_1", "body of msg_2"],
            page.Deliveries.Select(delivery => Encoding.UTF8.GetString(delivery.Body.Span)));
        Assert.True(page.IsLast);
        Assert.Equal(["msg_4"], Ids(await Storage.Inbox.ForAsync(EntityId.Of(Sample.Acme), null, Token)));
        Assert.Equal(["msg_7"], Ids(await Storage.Inbox.ForAsync(EntityId.RoleCatalog, null, Token)));
    }

    [Fact]
    public async Task ForAsync_ThousandOfOneEntity_ComesInPagesOfItsOwnInOrder()
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Reverse().SelectMany(i => (Task[])
        [
            Storage.Inbox.AddAsync(Sample.Entry($"msg_{i:d4}"), Token),
            Storage.Inbox.AddAsync(Sample.Entry($"msg_{i:d4}_bob") with { Entity = EntityId.Of(Sample.Bob) }, Token),
        ]));

        List<string> ids = [];
        List<int> sizes = [];
        PendingPage page;
        MessageId? after = null;
        do
        {
            page = await Storage.Inbox.ForAsync(Ann, after, Token);
            sizes.Add(page.Deliveries.Length);
            ids.AddRange(Ids(page));
            after = page.Deliveries[^1].Id;
        }
        while (!page.IsLast);

        Assert.Equal([256, 256, 256, 232], sizes);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"msg_{i:d4}"), ids);
    }

    [Fact]
    public async Task ForAsync_ExactlyOnePage_IsLast()
    {
        await Task.WhenAll(
            Enumerable.Range(0, 256).Select(i => Storage.Inbox.AddAsync(Sample.Entry($"msg_{i}"), Token)));

        var page = await Storage.Inbox.ForAsync(Ann, null, Token);

        Assert.Equal(256, page.Deliveries.Length);
        Assert.True(page.IsLast);
    }

    [Fact]
    public async Task ForAsync_LargeBodies_StopsNearEightMebibytes()
    {
        var body = new byte[3 * 1024 * 1024];
        for (var i = 0; i < 4; i++) await Storage.Inbox.AddAsync(Sample.Entry($"msg_{i}") with { Body = body }, Token);

        var first = await Storage.Inbox.ForAsync(Ann, null, Token);
        var second = await Storage.Inbox.ForAsync(Ann, first.Deliveries[^1].Id, Token);

        Assert.Equal(["msg_0", "msg_1", "msg_2"], Ids(first));
        Assert.False(first.IsLast);
        Assert.Equal(["msg_3"], Ids(second));
        Assert.True(second.IsLast);
    }

    [Fact]
    public async Task ForAsync_BodyLargerThanAPage_IsGivenAlone()
    {
        await Storage.Inbox.AddAsync(Sample.Entry("msg_1") with { Body = new byte[9 * 1024 * 1024] }, Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_2"), Token);

        var page = await Storage.Inbox.ForAsync(Ann, null, Token);

        Assert.Equal(["msg_1"], Ids(page));
        Assert.False(page.IsLast);
    }

    private static IEnumerable<string> Ids(PendingPage page) => page.Deliveries.Select(delivery => delivery.Id.Value);
}
