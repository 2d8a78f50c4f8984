using System.Reflection;
using Identity.Clerk.Identifiers;
using Identity.Ingest.Dispatch;
using Identity.Storage.Commits;
using Identity.Testing;
using Orleans.Runtime;
using Orleans.Storage;

namespace Identity.Ingest.Tests.Sweep;

public class SweeperTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_LeftByAnotherProcess_IsDeliveredAtOnce()
    {
        await using var host = await IngestHost.StartAsync();
        await host.Inbox.AddAsync(await host.EntryAsync("msg_1"), Cancel);
        Assert.Equal(1, await host.Sweeper.SweepAsync(Cancel));
        Assert.Equal("msg_1", Assert.Single(Assert.Single(host.Grain.Calls)).Id.Value);
        Assert.Equal(0, (await host.Inbox.CountAsync(Cancel)).Pending);
    }

    [Fact]
    public async Task Sweep_NoGrainCanBeReached_LeavesAllToOthers()
    {
        var grains = new StubConnection();
        await using var host = await IngestHost.StartAsync(connection: grains);
        await host.Inbox.AddAsync(await host.EntryAsync("msg_1"), Cancel);
        Assert.Equal(0, await host.Sweeper.SweepAsync(Cancel));
        Assert.Equal(1, host.Metrics.Inbox.Pending); // that is when somebody must see it
        Assert.Empty(await host.Inbox.ClaimDueAsync(10, Cancel)); // nor did it make due what another process just added

        grains.IsReady = true;
        Assert.Equal(1, await host.Sweeper.SweepAsync(Cancel));
        Assert.Single(host.Grain.Calls);
    }

    [Fact]
    public async Task Sweep_AddedMeanwhile_IsLeftToItsRequestForTenSeconds()
    {
        await using var host = await IngestHost.StartAsync();
        await host.Sweeper.SweepAsync(Cancel);
        await host.Inbox.AddAsync(await host.EntryAsync("msg_1"), Cancel);
        Assert.Equal(0, await host.Sweeper.SweepAsync(Cancel));
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, await host.Sweeper.SweepAsync(Cancel));
    }

    [Fact]
    public async Task Sweep_MoreThanOneBatch_TakesAll()
    {
        await using var host = await IngestHost.StartAsync();
        var entry = await host.EntryAsync("msg_0");
        await Task.WhenAll(Enumerable.Range(0, 600).Select(
            i => host.Inbox.AddAsync(entry with { Id = MessageId.Parse($"msg_{i}") }, Cancel)));
        Assert.Equal(600, await host.Sweeper.SweepAsync(Cancel));
        Assert.Equal(0, (await host.Inbox.CountAsync(Cancel)).Pending);
    }

    [Fact]
    public async Task Sweep_Done_HasCountedWhatIsLeft()
    {
        await using var host = await IngestHost.StartAsync();
        await host.Sweeper.SweepAsync(Cancel);
        await host.Inbox.AddAsync(await host.EntryAsync("msg_1"), Cancel);
        await host.Sweeper.SweepAsync(Cancel);
        Assert.Equal(1, host.Metrics.Inbox.Pending);
    }

    [Fact]
    public async Task Execute_Running_SweepsAtTheStartAndAgainWhenTimeHasPassed()
    {
        var second = new TaskCompletionSource();
        await using var host = await IngestHost.StartAsync(grain => grain.OnApply = batch =>
        {
            if (batch.Any(d => d.Id.Value == "msg_2")) second.TrySetResult();
            return Task.CompletedTask;
        });
        using var sweeper = host.Sweeper;
        await host.Inbox.AddAsync(await host.EntryAsync("msg_1"), Cancel);
        await sweeper.StartAsync(Cancel);
        await Patience.UntilAsync(async () => (await host.Inbox.CountAsync(Cancel)).Pending == 0, Cancel);

        // One step of the clock makes the second due and the timer tick; the tick waits for the sweeper, if need be.
        await host.Inbox.AddAsync(await host.EntryAsync("msg_2"), Cancel);
        host.Clock.Advance(TimeSpan.FromSeconds(11));
        await second.Task.WaitAsync(Patience.Limit, Cancel);
        await sweeper.StopAsync(Cancel);
    }

    [Fact]
    public async Task Sweep_AlwaysThrows_EndsInQuarantine()
    {
        await using var host = await IngestHost.StartAsync(grain =>
            grain.OnApply = _ => throw new InvalidDataException("cannot"));
        await host.Inbox.AddAsync(await host.EntryAsync("msg_1"), Cancel);
        for (var attempt = 0; attempt < 8; attempt++)
        {
            Assert.Equal(0, (await host.Inbox.CountAsync(Cancel)).Quarantined);
            Assert.Equal(1, await host.Sweeper.SweepAsync(Cancel));
            host.Clock.Advance(TimeSpan.FromHours(1));
        }
        Assert.Equal(1, (await host.Inbox.CountAsync(Cancel)).Quarantined);
        Assert.Equal(0, (await host.Inbox.CountAsync(Cancel)).Pending);
    }

    [Fact]
    public async Task Sweep_MemoryIsFull_LeavesTheRestToTheNextOne()
    {
        var gate = new TaskCompletionSource();
        await using var host = await IngestHost.StartAsync(grain => grain.OnApply = _ => gate.Task);
        var entry = await host.EntryAsync("msg_1");
        var waiting = Enumerable.Range(0, DispatchBacklog.CountLimit)
            .Select(i => host.Dispatcher.DispatchAsync(entry with { Id = MessageId.Parse($"msg_w{i}") })).ToList();
        await host.Inbox.AddAsync(entry, Cancel);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(0, await host.Sweeper.SweepAsync(Cancel));
            host.Clock.Advance(TimeSpan.FromHours(1));
        }
        Assert.Equal(0, (await host.Inbox.FindAsync(null, entry.Id, Cancel))!.Attempts);

        gate.SetResult();
        await Task.WhenAll(waiting);
        await Patience.UntilAsync(async () => await host.Sweeper.SweepAsync(Cancel) > 0, Cancel);
        Assert.Equal(0, (await host.Inbox.CountAsync(Cancel)).Pending);
    }

    [Theory]
    [InlineData(typeof(StorageUnavailableException))]
    [InlineData(typeof(InconsistentStateException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(OrleansMessageRejectionException))]
    [InlineData(typeof(LimitExceededException))]
    public async Task Sweep_SurroundingsFail_NeverEndsInQuarantine(Type failure)
    {
        var cause = failure == typeof(StorageUnavailableException)
            ? new StorageUnavailableException("away")
            : (Exception)Activator.CreateInstance(
                failure,
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic,
                binder: null,
                args: ["away"],
                culture: null)!;

        // The engine wraps what a grain's storage threw.
        await using var host = await IngestHost.StartAsync(grain =>
            grain.OnApply = _ => throw new OrleansException("The state isn't stored.", cause));
        await host.Inbox.AddAsync(await host.EntryAsync("msg_1"), Cancel);
        for (var attempt = 0; attempt < 12; attempt++)
        {
            await host.Sweeper.SweepAsync(Cancel);
            host.Clock.Advance(TimeSpan.FromHours(1));
        }
        Assert.Equal(0, (await host.Inbox.CountAsync(Cancel)).Quarantined);

        host.Grain.OnApply = _ => Task.CompletedTask;
        await host.Sweeper.SweepAsync(Cancel);
        Assert.Equal(0, (await host.Inbox.CountAsync(Cancel)).Pending);
    }

    private sealed class StubConnection : IGrainConnection
    {
        public bool IsReady { get; set; }
    }
}
