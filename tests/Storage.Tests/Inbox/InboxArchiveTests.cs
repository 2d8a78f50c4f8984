using System.Text;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Inbox;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Inbox;

public abstract class InboxArchiveTests(StorageProvider provider) : StorageTest(provider)
{
    public sealed class OnSqlite() : InboxArchiveTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : InboxArchiveTests(StorageProvider.PostgreSql);

    [Fact]
    public async Task FindAsync_Entry_IsGivenWhole()
    {
        var entry = Sample.Entry() with { OrganizationId = Sample.Acme, State = InboxState.Kept, Reason = "why" };
        await Storage.Inbox.AddAsync(entry, Token);

        var found = await Storage.Inbox.FindAsync(Sample.Instance, entry.Id, Token);

        Assert.True(entry.Body.Span.SequenceEqual(found!.Body.Span));
        Assert.Equal(entry with { Body = found.Body }, found);
    }

    [Fact]
    public async Task FindAsync_ByIdAlone_FindsItInAnyInstanceAndOurOwnFirst()
    {
        await Storage.Startup.PinInstanceAsync(Sample.OtherInstance, Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_1"), Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_2"), Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_2") with { InstanceId = Sample.OtherInstance }, Token);

        Assert.Equal(Sample.Instance, (await FindAsync("msg_1"))?.InstanceId);
        Assert.Equal(Sample.OtherInstance, (await FindAsync("msg_2"))?.InstanceId);
        Assert.Equal(Sample.Instance, (await FindAsync("msg_2", Sample.Instance))?.InstanceId);
        Assert.Null(await FindAsync("msg_1", Sample.OtherInstance));
        Assert.Null(await FindAsync("msg_3"));
    }

    [Fact]
    public async Task FindAsync_EmptyInbox_FindsNothing() => Assert.Null(await FindAsync("msg_1"));

    [Fact]
    public async Task ReopenAsync_Quarantined_IsPendingAgainWithWhatWasReadAnew()
    {
        var entry = Sample.Entry() with
        {
            Type = "unreadable",
            Entity = null,
            UserId = null,
            State = InboxState.Quarantined,
            Reason = "why",
        };
        await Storage.Inbox.AddAsync(entry, Token);
        Time.Advance(TimeSpan.FromDays(2));

        var reopened = entry with
        {
            Type = "organizationMembership.created",
            OccurredAt = 42,
            Entity = EntityId.Of(Sample.Bob),
            UserId = Sample.Bob,
            OrganizationId = Sample.Acme,
            State = InboxState.Pending,
            Reason = null,
            // Neither of these is written.
            Body = Encoding.UTF8.GetBytes("another body"),
            ReceivedAt = 1,
        };
        Assert.Equal(1, await Storage.Inbox.ReopenAsync([reopened], Token));

        Assert.Empty(await Storage.Inbox.ClaimDueAsync(10, Token));
        var pending = await Storage.Inbox.ForAsync(EntityId.Of(Sample.Bob), null, Token);
        Assert.Equal("body of msg_1", Encoding.UTF8.GetString(Assert.Single(pending.Deliveries).Body.Span));
        Time.Advance(TimeSpan.FromSeconds(10));
        var claimed = Assert.Single(await Storage.Inbox.ClaimDueAsync(10, Token));
        Assert.Equal(
            reopened with { Body = claimed.Body, ReceivedAt = entry.ReceivedAt, Attempts = 1 }, claimed);
    }

    [Theory]
    [InlineData(InboxState.Applied)]
    [InlineData(InboxState.Stale)]
    [InlineData(InboxState.Foreign)]
    [InlineData(InboxState.Kept)]
    public async Task ReopenAsync_Settled_IsPendingAgain(InboxState state)
    {
        await Storage.Inbox.AddAsync(Sample.Entry(), Token);
        await Storage.Inbox.CompleteAsync(Sample.Completion(state: state), DirectoryEntries.None, Token);

        Assert.Equal(1, await Storage.Inbox.ReopenAsync([Sample.Entry()], Token));

        Assert.Equal(1, (await Storage.Inbox.CountAsync(Token)).Pending);
        await Storage.Inbox.CompleteAsync(Sample.Completion(), DirectoryEntries.None, Token);
        Assert.Equal(InboxState.Applied, (await FindAsync("msg_1"))?.State);
    }

    [Fact]
    public async Task ReopenAsync_Claimed_HasNoAttempts()
    {
        await Storage.Inbox.AddAsync(Sample.Entry(), Token);
        Time.Advance(TimeSpan.FromSeconds(10));
        await Storage.Inbox.ClaimDueAsync(10, Token);
        await Storage.Inbox.CompleteAsync(
            Sample.Completion(state: InboxState.Quarantined), DirectoryEntries.None, Token);
        Assert.Equal(1, (await FindAsync("msg_1"))?.Attempts);

        await Storage.Inbox.ReopenAsync([Sample.Entry()], Token);

        Assert.Equal(0, (await FindAsync("msg_1"))?.Attempts);
    }

    [Fact]
    public async Task ReopenAsync_StillNotApplicable_IsJustUpdated()
    {
        await Storage.Inbox.AddAsync(Sample.Entry() with { State = InboxState.Quarantined, Reason = "old" }, Token);

        await Storage.Inbox.ReopenAsync(
            [Sample.Entry() with { Entity = null, UserId = null, State = InboxState.Kept, Reason = "new" }], Token);

        var found = await FindAsync("msg_1");
        Assert.Equal((InboxState.Kept, "new", null), (found!.State, found.Reason, found.UserId));
        Assert.Equal(0, (await Storage.Inbox.CountAsync(Token)).Pending);
    }

    [Fact]
    public async Task ReopenAsync_PendingErasedOrUnknown_IsPassedOver()
    {
        await Storage.Inbox.AddAsync(Sample.Entry("msg_1"), Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_2"), Token);
        await Storage.Inbox.CompleteAsync(
            [Sample.Completion("msg_2")[0] with { EraseBody = true }], DirectoryEntries.None, Token);

        var changed = await Storage.Inbox.ReopenAsync(
            [
                Sample.Entry("msg_1") with { Type = "changed" },
                Sample.Entry("msg_2") with { Type = "changed" },
                Sample.Entry("msg_3") with { Type = "changed" },
            ],
            Token);

        Assert.Equal(0, changed);
        Assert.Equal("user.updated", (await FindAsync("msg_1"))?.Type);
        Assert.Equal("user.updated", (await FindAsync("msg_2"))?.Type);
        var kept = Sample.Entry("msg_2") with { State = InboxState.Kept };
        Assert.Equal(1, await Storage.Inbox.ReopenAsync([kept], Token));
    }

    [Fact]
    public async Task ReopenAsync_Many_ReopensThoseAndNoOthers()
    {
        await Task.WhenAll(Enumerable.Range(0, 510).Select(i => Storage.Inbox.AddAsync(
            Sample.Entry($"msg_{i}") with { State = InboxState.Kept }, Token)));
        var entries = Enumerable.Range(0, 510).Select(i => Sample.Entry($"msg_{i}")).ToList();

        Assert.Equal(500, await Storage.Inbox.ReopenAsync([.. entries.Take(500)], Token));

        Assert.Equal(500, (await Storage.Inbox.CountAsync(Token)).Pending);
        await Assert.ThrowsAsync<ArgumentException>(() => Storage.Inbox.ReopenAsync([.. entries.Take(501)], Token));
        Assert.Equal(0, await Storage.Inbox.ReopenAsync([], Token));
    }

    [Fact]
    public async Task PurgeAsync_OldAndSettled_AreDeletedAndNothingElse()
    {
        await AddAsync("applied", 999, InboxState.Applied);
        await AddAsync("stale", 999, InboxState.Stale);
        await AddAsync("foreign", 999, InboxState.Foreign);
        await AddAsync("kept", 999, InboxState.Kept);
        await AddAsync("pending", 999, InboxState.Pending);
        await AddAsync("quarantined", 999, InboxState.Quarantined);
        await AddAsync("young", 1000, InboxState.Applied);

        Assert.Equal(3, await Storage.Inbox.PurgeAsync(1000, 3, Token));
        Assert.Equal(1, await Storage.Inbox.PurgeAsync(1000, 3, Token));
        Assert.Equal(0, await Storage.Inbox.PurgeAsync(1000, 3, Token));

        var left = await Storage.Inbox.ListAsync(InboxFilter.None, null, 10, Token);
        Assert.Equal(["msg_pending", "msg_quarantined", "msg_young"], left.Select(entry => entry.Id.Value).Order());
        Assert.Equal("body of msg_young", Encoding.UTF8.GetString((await FindAsync("msg_young"))!.Body.Span));
    }

    [Fact]
    public async Task PurgeAsync_Everything_MakesAFullReplayPossible()
    {
        var entries = Enumerable.Range(0, 30).Select(i => Sample.Entry($"msg_{i}")).ToList();
        foreach (var round in (int[])[1, 2])
        {
            var receipts = await Task.WhenAll(entries.Select(entry => Storage.Inbox.AddAsync(entry, Token)));
            Assert.All(receipts, receipt => Assert.Equal(new InboxReceipt(true, InboxState.Pending), receipt));
            Assert.Equal(30, (await Storage.Inbox.ForAsync(EntityId.Of(Sample.Ann), null, Token)).Deliveries.Length);
            await Storage.Inbox.CompleteAsync(
                [.. entries.SelectMany(entry => Sample.Completion(entry.Id.Value))], DirectoryEntries.None, Token);
            Assert.Equal(30, await Storage.Inbox.PurgeAsync(long.MaxValue, 500, Token));
            Assert.Null(await FindAsync($"msg_{round}"));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task PurgeAsync_LimitOutOfBounds_IsRefused(int limit) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Storage.Inbox.PurgeAsync(0, limit, Token));

    [Fact]
    public async Task CompleteAsync_EraseBody_LeavesTheRow()
    {
        await Storage.Inbox.AddAsync(Sample.Entry("msg_1"), Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_2"), Token);
        await Storage.Inbox.CompleteAsync(
            [Sample.Completion("msg_1")[0] with { EraseBody = true }, Sample.Completion("msg_2")[0]],
            DirectoryEntries.None,
            Token);

        var erased = await FindAsync("msg_1");
        Assert.True(erased is { BodyErased: true, Body.IsEmpty: true, State: InboxState.Applied });
        Assert.True(await FindAsync("msg_2") is { BodyErased: false, Body.IsEmpty: false });
        var listed = await Storage.Inbox.ListAsync(InboxFilter.None, null, 10, Token);
        Assert.Equal([false, true], listed.Select(entry => entry.BodyErased));
        Assert.Equal(2, await Storage.Inbox.PurgeAsync(long.MaxValue, 10, Token));
    }

    private Task<InboxEntry?> FindAsync(string id, InstanceId? instance = null) =>
        Storage.Inbox.FindAsync(instance, MessageId.Parse(id), Token);

    private async Task AddAsync(string name, long receivedAt, InboxState state)
    {
        var id = $"msg_{name}";
        await Storage.Inbox.AddAsync(Sample.Entry(id) with { ReceivedAt = receivedAt }, Token);
        if (state is InboxState.Pending) return;
        await Storage.Inbox.CompleteAsync(Sample.Completion(id, state), DirectoryEntries.None, Token);
    }
}
