using System.Collections.Immutable;
using System.Text;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Storage.Inbox;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Inbox;

public abstract class InboxTests(StorageProvider provider) : StorageTest(provider)
{
    public sealed class OnSqlite() : InboxTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : InboxTests(StorageProvider.PostgreSql);

    [Fact]
    public async Task AddAsync_New_IsAddedWithItsState()
    {
        var pending = await Storage.Inbox.AddAsync(Sample.Entry("msg_1"), Token);
        var quarantined = await Storage.Inbox.AddAsync(
            Sample.Entry("msg_2") with { State = InboxState.Quarantined, Reason = "why" }, Token);
        var kept = await Storage.Inbox.AddAsync(Sample.Entry("msg_3") with { State = InboxState.Kept }, Token);
        var foreign = await Storage.Inbox.AddAsync(Sample.Entry("msg_4") with { State = InboxState.Foreign }, Token);

        Assert.Equal(new InboxReceipt(true, InboxState.Pending), pending);
        Assert.Equal(new InboxReceipt(true, InboxState.Quarantined), quarantined);
        Assert.Equal(new InboxReceipt(true, InboxState.Kept), kept);
        Assert.Equal(new InboxReceipt(true, InboxState.Foreign), foreign);
    }

    public static TheoryData<InboxEntry> Unstorable =>
    [
        Sample.Entry() with { State = InboxState.Applied },
        Sample.Entry() with { State = InboxState.Stale },
        Sample.Entry() with { Entity = null },
        Sample.Entry() with { Type = "" },
        Sample.Entry() with { Type = new string('x', 129) },
        Sample.Entry() with { Body = new byte[16 * 1024 * 1024 + 1] },
    ];

    [Theory]
    [MemberData(nameof(Unstorable), DisableDiscoveryEnumeration = true)]
    public async Task AddAsync_Unstorable_IsRefused(InboxEntry entry)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Storage.Inbox.AddAsync(entry, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Storage.Inbox.ReopenAsync([entry], Token));
    }

    [Fact]
    public async Task AddAsync_Duplicate_SaysWhatBecameOfTheFirst()
    {
        await Storage.Inbox.AddAsync(Sample.Entry(), Token);
        Assert.Equal(
            new InboxReceipt(false, InboxState.Pending), await Storage.Inbox.AddAsync(Sample.Entry(), Token));

        await Storage.Inbox.CompleteAsync(Sample.Completion(), DirectoryEntries.None, Token);
        Assert.Equal(
            new InboxReceipt(false, InboxState.Applied), await Storage.Inbox.AddAsync(Sample.Entry(), Token));
    }

    [Fact]
    public async Task AddAsync_ThousandAtOnce_AddsOne()
    {
        var receipts = await Task.WhenAll(
            Enumerable.Range(0, 1000).Select(_ => Storage.Inbox.AddAsync(Sample.Entry(), Token)));

        Assert.Single(receipts, receipt => receipt.Added);
        Assert.All(receipts, receipt => Assert.Equal(InboxState.Pending, receipt.State));
        Assert.Equal(1, (await Storage.Inbox.CountAsync(Token)).Pending);
    }

    [Fact]
    public async Task AddAsync_SameIdOfAnotherInstance_IsAnotherEntry()
    {
        var first = await Storage.Inbox.AddAsync(Sample.Entry(), Token);
        var second = await Storage.Inbox.AddAsync(Sample.Entry() with { InstanceId = Sample.OtherInstance }, Token);
        await Storage.Inbox.CompleteAsync(Sample.Completion(), DirectoryEntries.None, Token);

        Assert.True(first.Added);
        Assert.True(second.Added);
        Assert.Equal(1, (await Storage.Inbox.CountAsync(Token)).Pending);
    }

    [Fact]
    public async Task AddAsync_LargestBody_ComesBackByteForByte()
    {
        var body = new byte[1024 * 1024];
        new Random(1).NextBytes(body);
        await Storage.Inbox.AddAsync(Sample.Entry() with { Body = body }, Token);

        var delivery = Assert.Single(await PendingAsync(EntityId.Of(Sample.Ann)));

        Assert.True(delivery.Body.Span.SequenceEqual(body));
    }

    [Fact]
    public async Task AddAsync_SliceOfABuffer_StoresTheSlice()
    {
        var buffer = Encoding.UTF8.GetBytes("before the body after");
        await Storage.Inbox.AddAsync(Sample.Entry() with { Body = buffer.AsMemory(7, 8) }, Token);

        var delivery = Assert.Single(await PendingAsync(EntityId.Of(Sample.Ann)));

        Assert.Equal("the body", Encoding.UTF8.GetString(delivery.Body.Span));
    }

    [Fact]
    public async Task AddAsync_TextThatPostgreSqlCannotHold_IsReplaced()
    {
        var entry = Sample.Entry() with { Type = "user\0.\ud800x", State = InboxState.Pending };
        await Storage.Inbox.AddAsync(entry, Token);
        Time.Advance(TimeSpan.FromSeconds(10));

        var claimed = Assert.Single(await Storage.Inbox.ClaimDueAsync(1, Token));

        Assert.Equal("user\ufffd.\ufffdx", claimed.Type);
    }

    [Fact]
    public async Task CompleteAsync_SettledBefore_StaysWhatItWas()
    {
        await Storage.Inbox.AddAsync(Sample.Entry(), Token);
        await Storage.Inbox.CompleteAsync(Sample.Completion(state: InboxState.Stale), DirectoryEntries.None, Token);
        await Storage.Inbox.CompleteAsync(
            Sample.Completion(state: InboxState.Quarantined), DirectoryEntries.None, Token);

        Assert.Equal(InboxState.Stale, (await Storage.Inbox.AddAsync(Sample.Entry(), Token)).State);
    }

    [Fact]
    public async Task CompleteAsync_Quarantined_CanBeAppliedAfterAll()
    {
        await Storage.Inbox.AddAsync(Sample.Entry(), Token);
        await Storage.Inbox.CompleteAsync(
            Sample.Completion(state: InboxState.Quarantined, reason: "a\0b"), DirectoryEntries.None, Token);
        Assert.Equal(1, (await Storage.Inbox.CountAsync(Token)).Quarantined);

        await Storage.Inbox.CompleteAsync(Sample.Completion(), DirectoryEntries.None, Token);

        Assert.Equal(new InboxCounts(0, 0, 0, null), await Storage.Inbox.CountAsync(Token));
    }

    [Fact]
    public async Task CompleteAsync_Pending_IsRefused() => await Assert.ThrowsAsync<ArgumentException>(
        () => Storage.Inbox.CompleteAsync(
            Sample.Completion(state: InboxState.Pending), DirectoryEntries.None, Token));

    [Fact]
    public async Task CompleteAsync_UnknownEntry_WritesTheDirectoryAllTheSame()
    {
        await Storage.Inbox.CompleteAsync(Sample.Completion(), Sample.Entries(Sample.User(Sample.Ann)), Token);

        Assert.Equal([Sample.Ann], await Storage.Directory.ListUsersAsync(10, 0, Token));
    }

    [Fact]
    public async Task CompleteAsync_SameEntryTwiceAtOnce_SettlesItOnce()
    {
        await Storage.Inbox.AddAsync(Sample.Entry(), Token);
        var completions = Enumerable.Range(0, 50).Select(_ => Storage.Inbox.CompleteAsync(
            Sample.Completion(), Sample.Entries(Sample.User(Sample.Ann)), Token));
        await Task.WhenAll(completions);

        Assert.Equal(0, (await Storage.Inbox.CountAsync(Token)).Pending);
        Assert.Equal([Sample.Ann], await Storage.Directory.FindUsersByEmailAsync("someone@example.com", Token));
    }

    [Fact]
    public async Task CountAsync_Some_CountsThemAndFindsTheOldest()
    {
        await Storage.Inbox.AddAsync(Sample.Entry("msg_1") with { ReceivedAt = 30 }, Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_2") with { ReceivedAt = 20 }, Token);
        await Storage.Inbox.AddAsync(
            Sample.Entry("msg_3") with { ReceivedAt = 10, State = InboxState.Quarantined }, Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_4") with { ReceivedAt = 5, State = InboxState.Foreign }, Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_5") with { ReceivedAt = 5, State = InboxState.Kept }, Token);

        Assert.Equal(new InboxCounts(2, 1, 1, 20), await Storage.Inbox.CountAsync(Token));
    }

    [Fact]
    public async Task AddAsync_Durable_SurvivesARestart()
    {
        await Storage.Inbox.AddAsync(Sample.Entry(), Token);
        await StopAsync(Storage);
        var restarted = await StartAnotherAsync();

        Assert.Single((await restarted.Inbox.ForAsync(EntityId.Of(Sample.Ann), null, Token)).Deliveries);
    }

    private async Task<ImmutableArray<ClerkDelivery>> PendingAsync(EntityId id) =>
        (await Storage.Inbox.ForAsync(id, null, Token)).Deliveries;
}
