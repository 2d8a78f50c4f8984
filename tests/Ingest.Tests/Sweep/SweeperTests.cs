using Identity.Storage.Commits;

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
    public async Task Sweep_StorageAway_NeverEndsInQuarantine()
    {
        await using var host = await IngestHost.StartAsync(grain =>
            grain.OnApply = _ => throw new StorageUnavailableException("away"));
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
}
