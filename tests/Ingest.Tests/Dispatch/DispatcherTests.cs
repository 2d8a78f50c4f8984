using System.Collections.Immutable;
using Identity.Grains.Events;
using Identity.Ingest.Webhooks;
using Identity.Storage.Commits;
using Identity.Storage.Inbox;

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

    private static bool Has(ImmutableArray<ClerkDelivery> batch, string id) => batch.Any(d => d.Id.Value == id);

    private static async Task<InboxEntry> AddAsync(IngestHost host, string message, string user = "user_1")
    {
        var entry = await host.EntryAsync(message, user);
        await host.Inbox.AddAsync(entry, Cancel);
        return entry;
    }
}
