namespace Identity.Cluster.Tests.Silos;

/// <summary>The network is cut in silence, and healed, while users ask and webhooks come.</summary>
[Collection(nameof(OneByOne))]
public sealed class PartitionTests(ITestOutputHelper output)
{
    private const int Silos = 3;

    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task Cut_BetweenTwoSilos_LosesNothing() => BetweenSilosAsync(Shortly);

    /// <summary>See docs/cluster.md for the command.</summary>
    [Fact(Explicit = true)]
    public Task Cut_BetweenTwoSilosForAMinute_LosesNothing() => BetweenSilosAsync(Minute);

    [Fact]
    public Task Cut_BetweenASiloAndTheDatabase_LosesNothing() => FromDatabaseAsync(Shortly);

    /// <summary>See docs/cluster.md for the command.</summary>
    [Fact(Explicit = true)]
    public Task Cut_BetweenASiloAndTheDatabaseForAMinute_LosesNothing() => FromDatabaseAsync(Minute);

    /// <summary>
    /// It would be asked for its users as long as the cut lasts: the others reach it, and hold it for alive.
    /// </summary>
    [Fact]
    public async Task Cut_BetweenASiloAndTheDatabase_EndsTheSiloAndNoOther()
    {
        Engine.RequireOrleans();
        await using var network = await TestNetwork.LayAsync(Silos);
        await using var cluster = await network.StartClusterAsync(fronts: 2);

        await new Fault(cluster, output).StrikeAsync(
            "one of three silos can't reach PostgreSQL, and ends",
            async () =>
            {
                await TestNetwork.CutAsync(0, TestNetwork.Database);
                Assert.NotEqual(0, await cluster.Silos[0].EndsAsync(Cancel));
            },
            Cancel);
        Assert.Contains("Other silos reach the database", cluster.Silos[0].Output, StringComparison.Ordinal);
        Assert.All(cluster.Silos.Skip(1), silo => Assert.False(silo.HasEnded, silo.Output));
    }

    /// <summary>Ending would help nobody, and cost them what they have in memory.</summary>
    [Fact(Explicit = true)]
    public async Task Cut_BetweenAllSilosAndTheDatabaseForAMinute_EndsNone()
    {
        Engine.RequireOrleans();
        await using var network = await TestNetwork.LayAsync(Silos);
        await using var cluster = await network.StartClusterAsync(fronts: 2);

        await new Fault(cluster, output).StrikeAsync(
            $"no silo can reach PostgreSQL for {Minute.TotalSeconds} s",
            async () =>
            {
                for (var silo = 0; silo < Silos; silo++) await TestNetwork.CutAsync(silo, TestNetwork.Database);
                await Task.Delay(Minute, TimeProvider.System, Cancel);
                for (var silo = 0; silo < Silos; silo++) await TestNetwork.HealAsync(silo, TestNetwork.Database);
            },
            Cancel);
        Assert.All(cluster.Silos, silo => Assert.False(silo.HasEnded, silo.Output));
    }

    private Task BetweenSilosAsync(TimeSpan time) => CutAsync(
        $"two of three silos can't reach each other for {time.TotalSeconds} s",
        time,
        (0, TestNetwork.AddressOf(1)), (1, TestNetwork.AddressOf(0)));

    private Task FromDatabaseAsync(TimeSpan time) => CutAsync(
        $"one of three silos can't reach PostgreSQL for {time.TotalSeconds} s", time, (0, TestNetwork.Database));

    private async Task CutAsync(string what, TimeSpan time, params (int Silo, string From)[] cuts)
    {
        Engine.RequireOrleans();
        await using var network = await TestNetwork.LayAsync(Silos);
        await using var cluster = await network.StartClusterAsync(fronts: 2);

        await new Fault(cluster, output).StrikeAsync(
            what,
            async () =>
            {
                foreach (var (silo, from) in cuts) await TestNetwork.CutAsync(silo, from);
                await Task.Delay(time, TimeProvider.System, Cancel);
                foreach (var (silo, from) in cuts) await TestNetwork.HealAsync(silo, from);
            },
            Cancel);
    }
}
