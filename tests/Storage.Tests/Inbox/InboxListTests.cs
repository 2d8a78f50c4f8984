using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Inbox;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Inbox;

public abstract class InboxListTests(StorageProvider provider) : StorageTest(provider)
{
    private static readonly EntityId Invitation = EntityId.Of(ResourceId.Parse("orginv_1"));

    public sealed class OnSqlite() : InboxListTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : InboxListTests(StorageProvider.PostgreSql);

    public static TheoryData<string, InboxFilter> Filters => new()
    {
        { "msg_7 msg_6 msg_5 msg_4 msg_3 msg_2 msg_1 msg_0", InboxFilter.None },
        { "msg_1 msg_0", new InboxFilter { State = InboxState.Pending } },
        { "msg_2", new InboxFilter { State = InboxState.Applied } },
        { "msg_3", new InboxFilter { State = InboxState.Stale } },
        { "msg_4", new InboxFilter { State = InboxState.Quarantined } },
        { "msg_5", new InboxFilter { State = InboxState.Foreign } },
        { "msg_7 msg_6", new InboxFilter { State = InboxState.Kept } },
        { "msg_7 msg_2", new InboxFilter { Type = "user.created" } },
        { "msg_7", new InboxFilter { Type = "user.created", State = InboxState.Kept } },
        { "", new InboxFilter { Type = "user.created", State = InboxState.Stale } },
        { "msg_3 msg_2 msg_0", new InboxFilter { UserId = Sample.Ann } },
        { "msg_2", new InboxFilter { UserId = Sample.Ann, Type = "user.created" } },
        { "msg_3", new InboxFilter { UserId = Sample.Ann, State = InboxState.Stale } },
        { "msg_7 msg_4 msg_0", new InboxFilter { OrganizationId = Sample.Acme } },
        { "msg_0", new InboxFilter { UserId = Sample.Ann, OrganizationId = Sample.Acme } },
        { "msg_3 msg_2 msg_0", new InboxFilter { Entity = EntityId.Of(Sample.Ann) } },
        { "msg_7", new InboxFilter { Entity = EntityId.Of(Sample.Acme) } },
        { "msg_4 msg_1", new InboxFilter { Entity = Invitation } },
        { "msg_4", new InboxFilter { Entity = Invitation, OrganizationId = Sample.Acme } },
        { "msg_1", new InboxFilter { Entity = Invitation, UserId = Sample.Bob } },
        { "", new InboxFilter { Entity = EntityId.Of(Sample.Ann), UserId = Sample.Bob } },
        { "", new InboxFilter { Entity = EntityId.RoleCatalog } },
    };

    [Theory]
    [MemberData(nameof(Filters), DisableDiscoveryEnumeration = true)]
    public async Task ListAsync_Filter_GivesThoseThatAgreeNewestFirst(string expected, InboxFilter filter)
    {
        var acme = EntityId.Of(Sample.Acme);
        await AddAsync(0, entry => entry with { OrganizationId = Sample.Acme });
        await AddAsync(1, entry => entry with { Entity = Invitation, UserId = Sample.Bob });
        await AddAsync(2, entry => entry with { Type = "user.created" });
        await AddAsync(3, entry => entry);
        await AddAsync(4, entry => entry with
        {
            Entity = Invitation,
            UserId = null,
            OrganizationId = Sample.Acme,
            State = InboxState.Quarantined,
        });
        await AddAsync(5, entry => entry with { Entity = null, UserId = null, State = InboxState.Foreign });
        await AddAsync(6, entry => entry with { Entity = null, UserId = null, State = InboxState.Kept });
        await AddAsync(7, entry => entry with
        {
            Entity = acme,
            UserId = null,
            Type = "user.created",
            State = InboxState.Kept,
        });
        await Storage.Inbox.CompleteAsync(Sample.Completion("msg_2"), DirectoryEntries.None, Token);
        await Storage.Inbox.CompleteAsync(
            Sample.Completion("msg_3", InboxState.Stale), DirectoryEntries.None, Token);

        var whole = await Storage.Inbox.ListAsync(filter, null, 500, Token);
        var inPages = await PagesAsync(filter, 1, count: whole.Length);

        Assert.Equal(expected, Ids(whole));
        Assert.Equal(expected, string.Join(' ', inPages));
    }

    [Fact]
    public async Task ListAsync_Entry_IsGivenWithoutItsBody()
    {
        var entry = Sample.Entry() with
        {
            OrganizationId = Sample.Acme,
            State = InboxState.Quarantined,
            Reason = "data: why",
        };
        await Storage.Inbox.AddAsync(entry, Token);

        var listed = Assert.Single(await Storage.Inbox.ListAsync(InboxFilter.None, null, 10, Token));

        Assert.Equal(entry with { Body = default }, listed);
    }

    [Fact]
    public async Task ListAsync_ManyOfOneMoment_ComeInTheOrderOfInstanceAndIdOnceEach()
    {
        foreach (var instance in (InstanceId[])[Sample.Instance, Sample.OtherInstance])
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Storage.Inbox.AddAsync(
                Sample.Entry($"msg_{i:d2}") with { InstanceId = instance }, Token)));
        }

        var ids = await PagesAsync(new InboxFilter { State = InboxState.Pending }, 7, count: 6);

        var once = Enumerable.Range(0, 20).Reverse().Select(i => $"msg_{i:d2}").ToList();
        Assert.Equal([.. once, .. once], ids);
        Assert.Equal(ids, await PagesAsync(InboxFilter.None, 7, count: 6));
    }

    [Fact]
    public async Task ListAsync_ChangesBetweenPages_MoveNothing()
    {
        for (var i = 0; i < 6; i++) await AddAsync(i, entry => entry);
        var first = await Storage.Inbox.ListAsync(InboxFilter.None, null, 3, Token);

        await AddAsync(100, entry => entry);
        await Storage.Inbox.CompleteAsync(Sample.Completion("msg_1"), DirectoryEntries.None, Token);
        // The one at which the next page begins is gone by then.
        await Storage.Inbox.CompleteAsync(Sample.Completion("msg_3"), DirectoryEntries.None, Token);
        Assert.Equal(1, await Storage.Inbox.PurgeAsync(long.MaxValue, 1, Token));
        await Storage.Inbox.PurgeAsync(long.MaxValue, 1, Token);
        var second = await Storage.Inbox.ListAsync(InboxFilter.None, first[^1].Position, 3, Token);

        Assert.Equal("msg_5 msg_4 msg_3", Ids(first));
        Assert.Equal("msg_2 msg_0", Ids(second));
    }

    [Fact]
    public async Task ListAsync_WhileOthersAdd_GivesEachOfTheOldOnesOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => AddAsync(i, entry => entry)));
        var adding = Task.WhenAll(Enumerable.Range(1000, 300).Select(i => AddAsync(i, entry => entry)));

        var ids = await PagesAsync(InboxFilter.None, 20, count: 30);
        await adding;

        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(
            Enumerable.Range(0, 300).Reverse().Select(i => $"msg_{i}"), ids.Where(id => id.Length <= "msg_299".Length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task ListAsync_LimitOutOfBounds_IsRefused(int limit) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Storage.Inbox.ListAsync(InboxFilter.None, null, limit, Token));

    private static string Ids(ImmutableArray<InboxEntry> entries) =>
        string.Join(' ', entries.Select(entry => entry.Id));

    private Task<InboxReceipt> AddAsync(int i, Func<InboxEntry, InboxEntry> change) =>
        Storage.Inbox.AddAsync(change(Sample.Entry($"msg_{i}") with { ReceivedAt = 1000 + i }), Token);

    // No more pages than so many, and an empty one.
    private async Task<List<string>> PagesAsync(InboxFilter filter, int limit, int count)
    {
        List<string> ids = [];
        InboxPosition? after = null;
        for (var pages = 0; pages <= count; pages++)
        {
            var page = await Storage.Inbox.ListAsync(filter, after, limit, Token);
            if (page.IsEmpty) return ids;
            ids.AddRange(page.Select(entry => entry.Id.Value));
            after = page[^1].Position;
        }

        Assert.Fail($"There are more than {count} pages: {string.Join(' ', ids)}");
        return ids;
    }
}
