using Identity.Testing;

namespace Identity.Cluster.Tests.Silos;

/// <summary>
/// Silos that die, stop, are cut off and come back under load. What was acknowledged is never lost; how long users
/// notice it is printed, and stands in docs/cluster.md.
/// </summary>
[Collection(nameof(OneByOne))]
public sealed class FaultTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_OneSiloOfThree_LosesNothing()
    {
        await using var cluster = await TestCluster.StartAsync();
        await new Fault(cluster, output).StrikeAsync(
            "kill -9 of one of three silos", cluster.Silos[1].KillAsync, Cancel);
    }

    [Fact]
    public async Task Kill_EachSiloInTurn_LosesNothing()
    {
        await using var cluster = await TestCluster.StartAsync();
        await new Fault(cluster, output).StrikeAsync(
            "kill -9 of each of three silos, each started again before the next",
            async () =>
            {
                for (var i = 0; i < cluster.Silos.Count; i++)
                {
                    await cluster.Silos[i].KillAsync();
                    await cluster.RestartAsync(i);
                }
            },
            Cancel);
    }

    [Fact]
    public async Task Freeze_OneSilo_OverwritesNothingWhenItGoesOn()
    {
        await using var cluster = await TestCluster.StartAsync();
        await FreezeAsync(cluster, Shortly);
    }

    /// <summary>See docs/cluster.md for the command.</summary>
    [Fact(Explicit = true)]
    public async Task Freeze_OneSiloForHalfAMinute_OverwritesNothingWhenItGoesOn()
    {
        await using var cluster = await TestCluster.StartAsync();
        await FreezeAsync(cluster, Long);
    }

    [Fact]
    public async Task Database_Restarts_LosesNothing()
    {
        await using var cluster = await TestCluster.StartAsync(ownServer: true);
        await new Fault(cluster, output).StrikeAsync(
            "PostgreSQL crashes and starts again",
            async () =>
            {
                await cluster.Server.StopAsync(abruptly: true);
                await cluster.Server.StartAgainAsync();
            },
            Cancel);
    }

    [Fact]
    public async Task Silos_FromOneToThree_TakeTheirShareUnderLoad()
    {
        await using var cluster = await TestCluster.StartAsync(silos: 1);
        var window = await new Fault(cluster, output).StrikeAsync(
            "two silos join one",
            async () =>
            {
                await cluster.AddSiloAsync();
                await cluster.AddSiloAsync();
            },
            Cancel);
        Assert.Equal(0, window.Failed);
    }

    [Fact]
    public async Task Silos_StoppedAndStartedOneByOne_NobodyNotices()
    {
        // Whether anybody is refused is asked here; how busy this machine is, isn't.
        await using var cluster = await TestCluster.StartAsync(
            frontExtras: ("Authentication__Schemes__Clerk__ResolveTimeout", "00:00:05"));
        var window = await new Fault(cluster, output).StrikeAsync(
            "rolling restart of three silos",
            async () =>
            {
                for (var i = 0; i < cluster.Silos.Count; i++)
                {
                    Assert.True(await cluster.Silos[i].StopAsync(Cancel) == 0, cluster.Silos[i].Output);
                    await cluster.RestartAsync(i);
                }
            },
            Cancel);
        Assert.True(window.Failed == 0, $"{window}\n{cluster.Outputs()}");
    }

    private Task<Window> FreezeAsync(TestCluster cluster, TimeSpan time) => new Fault(cluster, output).StrikeAsync(
        $"one of three silos frozen for {time.TotalSeconds} s",
        async () =>
        {
            await cluster.Silos[1].SignalAsync("STOP");
            await Task.Delay(time, TimeProvider.System, Cancel);
            await cluster.Silos[1].SignalAsync("CONT");
        },
        Cancel);
}
