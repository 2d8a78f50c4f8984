using Identity.Cluster.Tests.Crashes;
using Identity.Cluster.Tests.Front;
using Identity.Cluster.Tests.Load;
using Identity.Testing;

namespace Identity.Cluster.Tests.Silos;

/// <summary>Does something bad to a cluster under load, and looks at what came of it.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="output">Takes what was measured.</param>
internal sealed class Fault(TestCluster cluster, ITestOutputHelper output)
{
    private const int Enough = 300;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Lets users ask and webhooks come while it happens, until everybody is recognised again. Nothing that was
    /// acknowledged may be lost; what users noticed is printed.
    /// </summary>
    /// <param name="what">The fault in words.</param>
    /// <param name="happen">Causes it, and heals what doesn't heal by itself.</param>
    /// <param name="cancellationToken">Ends all waits.</param>
    public async Task<Window> StrikeAsync(string what, Func<Task> happen, CancellationToken cancellationToken)
    {
        var random = new Random(TestSeed.Next(output.WriteLine));
        var population = await Population.TellAsync(cluster, random, cancellationToken);
        var clerk = new ModelClerk("s", random, population.Clerk.Number);
        await using var load = SteadyLoad.Start(cluster, population.Users);
        await using var showers = Showers.Start(cluster, clerk, random);
        await FlowsAsync(load, cancellationToken);

        var from = load.Now;
        await happen();
        var healed = load.Now;
        await load.RecoveredAsync(cluster, cancellationToken);
        await FlowsAsync(load, cancellationToken);
        var window = Window.Of(await load.StopAsync(), from);
        var (remains, refused) = await showers.StopAsync();
        output.WriteLine($"{what}: {window}");
        output.WriteLine(
            $"{remains}, {refused} webhooks refused and sent again; healed after {(healed - from).TotalSeconds:0.0} s");

        var inspection = new Inspection();
        inspection.Expect(population.Clerk.Events);
        var front = await cluster.AddPatientFrontAsync();

        // What was acknowledged while the way to its grain was lost reaches one that is awake by the sweeper.
        await new InboxClient(front).DrainedAsync(cancellationToken);
        await inspection.InspectAsync(front, remains, () => { }, random, cancellationToken);
        return window;
    }

    // So many answers that what comes after them is no start-up any more.
    private static async Task FlowsAsync(SteadyLoad load, CancellationToken cancellationToken)
    {
        var enough = load.Probes.Count + Enough;
        while (load.Probes.Count < enough) await Task.Delay(Glance, TimeProvider.System, cancellationToken);
    }
}
