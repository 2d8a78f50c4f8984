using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Ingest.Dispatch;
using Identity.Ingest.Webhooks;
using Identity.Storage.Commits;
using Identity.Storage.Inbox;
using Identity.Testing;

namespace Identity.Ingest.Tests.Dispatch;

public class DispatcherTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dispatch_EntityIsBusy_GathersWhatComesMeanwhile()
    {
        var gate = new TaskCompletionSource();
        await using var host = await IngestHost.StartAsync(grain => grain.OnApply = _ => gate.Task);
        var first = host.Dispatcher.DispatchAsync(await AddAsync(host, "msg_0"));
        var others = new List<Task<IntakeResult>>();
        for (var i = 1; i <= 9; i++) others.Add(host.Dispatcher.DispatchAsync(await AddAsync(host, $"msg_{i}")));
        gate.SetResult();

        Assert.All(await Task.WhenAll([first, .. others]), result => Assert.Equal(IntakeStatus.Applied, result.Status));
        Assert.Equal([1, 9], host.Grain.Calls.Select(call => call.Length));
        Assert.Equal(0, (await host.Inbox.CountAsync(Cancel)).Pending);
    }

    [Fact]
    public async Task Dispatch_OtherEntity_DoesNotWait()
    {
        var gate = new TaskCompletionSource();
        await using var host = await IngestHost.StartAsync(grain => grain.OnApply = batch =>
            batch[0].Id.Value == "msg_slow" ? gate.Task : Task.CompletedTask);
        var slow = host.Dispatcher.DispatchAsync(await AddAsync(host, "msg_slow", "user_slow"));
        var quick = await host.Dispatcher.DispatchAsync(await AddAsync(host, "msg_quick", "user_quick"));
        Assert.Equal(IntakeStatus.Applied, quick.Status);
        Assert.False(slow.IsCompleted);
        gate.SetResult();
        await slow;
    }

    [Fact]
    public async Task Dispatch_OneAlwaysThrows_HoldsUpNobodyElse()
    {
        var gate = new TaskCompletionSource();
        await using var host = await IngestHost.StartAsync(grain => grain.OnApply = async batch =>
        {
            await gate.Task;
            if (Has(batch, "msg_poison")) throw new InvalidDataException("cannot");
        });
        var first = host.Dispatcher.DispatchAsync(await AddAsync(host, "msg_first"));
        var poison = host.Dispatcher.DispatchAsync(await AddAsync(host, "msg_poison"));
        var last = host.Dispatcher.DispatchAsync(await AddAsync(host, "msg_last"));
        gate.SetResult();

        Assert.Equal(IntakeStatus.Applied, (await first).Status);
        Assert.Equal(IntakeStatus.Applied, (await last).Status);
        await Assert.ThrowsAsync<InvalidDataException>(() => poison);
        Assert.Equal(1, (await host.Inbox.CountAsync(Cancel)).Pending);
    }

    [Fact]
    public async Task Dispatch_StorageFails_LeavesAllPending()
    {
        await using var host = await IngestHost.StartAsync(grain =>
            grain.OnApply = _ => throw new StorageUnavailableException("away"));
        var entry = await AddAsync(host, "msg_1");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => host.Dispatcher.DispatchAsync(entry));
        Assert.Equal(1, (await host.Inbox.CountAsync(Cancel)).Pending);
        Assert.Single(host.Grain.Calls);
    }

    [Fact]
    public async Task Dispatch_Refused_IsQuarantinedWithItsReason()
    {
        await using var host = await IngestHost.StartAsync(grain =>
            grain.OutcomeOf = d => new EventOutcome(d.Id, EventResult.Refused, "data.id: missing"));
        var entry = await AddAsync(host, "msg_1");
        Assert.Equal(
            new IntakeResult(IntakeStatus.Quarantined, "data.id: missing"), await host.Dispatcher.DispatchAsync(entry));
        Assert.Equal(InboxState.Quarantined, (await host.Inbox.AddAsync(entry, Cancel)).State);
    }

    [Fact]
    public async Task Dispatch_OutcomesDiffer_EachIsSettledAsItsOwn()
    {
        var gate = new TaskCompletionSource();
        await using var host = await IngestHost.StartAsync(grain =>
        {
            grain.OnApply = _ => gate.Task;
            grain.OutcomeOf = d => new EventOutcome(
                d.Id, d.Id.Value == "msg_old" ? EventResult.Stale : EventResult.Applied);
        });
        InboxEntry[] entries =
            [await AddAsync(host, "msg_first"), await AddAsync(host, "msg_old"), await AddAsync(host, "msg_new")];
        var answers = Task.WhenAll(entries.Select(host.Dispatcher.DispatchAsync));
        gate.SetResult();
        Assert.Equal(
            [IntakeStatus.Applied, IntakeStatus.Stale, IntakeStatus.Applied], (await answers).Select(a => a.Status));
        var receipts = await Task.WhenAll(entries.Select(e => host.Inbox.AddAsync(e, Cancel)));
        Assert.Equal([InboxState.Applied, InboxState.Stale, InboxState.Applied], receipts.Select(r => r.State));
    }

    [Fact]
    public async Task Dispatch_Applied_TellsTheDirectoryBeforeItAnswers()
    {
        var user = new UserEntry
        {
            Id = UserId.Parse("user_1"),
            Revision = 1,
            EmailAddresses = ["ada@northwind.example"],
        };
        await using var host = await IngestHost.StartAsync(grain =>
            grain.Entries = DirectoryEntries.None with { User = user });
        await host.Dispatcher.DispatchAsync(await AddAsync(host, "msg_1"));
        Assert.Equal([user.Id], await host.Directory.FindUsersByEmailAsync("ada@northwind.example", Cancel));
    }

    [Fact]
    public async Task Dispatch_InboxCannotBeSettled_IsNotAnsweredAsApplied()
    {
        await using var host = await IngestHost.StartAsync();
        var entry = await AddAsync(host, "msg_1");
        IAsyncDisposable? blocked = null;
        host.Grain.OnApply = async _ => blocked = await host.BlockWritesAsync();
        var dispatched = host.Dispatcher.DispatchAsync(entry);

        // Its deadline's timer is set a moment after the grain was reached.
        await Assert.ThrowsAsync<StorageUnavailableException>(
            () => Patience.PassAsync(host.Clock, TimeSpan.FromSeconds(1), dispatched, Cancel));
        await blocked!.DisposeAsync();
    }

    [Fact]
    public async Task Dispatch_MemoryIsFull_IsDeferredUntilThereIsRoom()
    {
        var gate = new TaskCompletionSource();
        await using var host = await IngestHost.StartAsync(grain => grain.OnApply = _ => gate.Task);
        var entry = await host.EntryAsync("msg_1");
        var waiting = Enumerable.Range(0, DispatchBacklog.CountLimit)
            .Select(i => host.Dispatcher.DispatchAsync(entry with { Id = MessageId.Parse($"msg_{i}") })).ToList();
        var refused = host.Dispatcher.DispatchAsync(entry);
        Assert.True(refused.IsCompleted);
        Assert.Equal(IntakeStatus.Deferred, (await refused).Status);

        gate.SetResult();
        await Task.WhenAll(waiting);
        var last = IntakeStatus.Deferred;
        await Patience.UntilAsync(
            async () =>
            {
                last = (await host.Dispatcher.DispatchAsync(await host.EntryAsync("msg_1", "user_2"))).Status;
                return last != IntakeStatus.Deferred;
            },
            Cancel);
        Assert.Equal(IntakeStatus.Applied, last);
    }

    private static bool Has(ImmutableArray<ClerkDelivery> batch, string id) => batch.Any(d => d.Id.Value == id);

    private static async Task<InboxEntry> AddAsync(IngestHost host, string message, string user = "user_1")
    {
        var entry = await host.EntryAsync(message, user);
        await host.Inbox.AddAsync(entry, Cancel);
        return entry;
    }
}
