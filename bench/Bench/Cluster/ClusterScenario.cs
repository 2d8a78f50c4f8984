using Identity.Bench.Driving;
using Identity.Bench.Measuring;
using Identity.Bench.Runs;
using Identity.Bench.Servers;
using Identity.Testing;

namespace Identity.Bench.Cluster;

/// <summary>
/// The same grains on Microsoft Orleans: one front, co-hosted or the client of silos, beside the embedded engine.
/// </summary>
internal static class ClusterScenario
{
    private const int Users = 1_000;
    private const int Uses = 50;
    private const int Connections = 64;
    private const string Embedded = "this project, embedded, PostgreSQL";
    private static readonly int[] Silos = [0, 1, 2, 3];

    public static async Task RunAsync(Run run)
    {
        if ((PostgresServer.Obstacle ?? OrleansBuild.Obstacle) is { } obstacle)
        {
            run.Report.Gaps.Add(obstacle);
            return;
        }
        var comparison = new Comparison(
            "cluster", "On Microsoft Orleans, repeated tokens, 1,000 users",
            "All processes share this machine's processors: more silos are more processes here, not more machines.",
            Sample.OfRequests);
        await using var postgres = await PostgresServer.StartDurableAsync();
        await using var embedded = await FrontServer.StartAsync(run.Instance, postgres);
        await embedded.AcknowledgeAsync(SignUps(run));
        foreach (var silos in Silos)
        {
            await using var cluster = await OrleansCluster.StartAsync(run.Instance, postgres, silos);
            await cluster.AcknowledgeAsync(SignUps(run));
            var name = silos == 0 ? "this project, Orleans, co-hosted" : $"this project, Orleans, client of {silos}";
            await run.RoundsAsync(async (_, counts) =>
            {
                using var plan = LoadPlan.Get("/identity/whoami", run.Instance.Tokens(
                    [.. Enumerable.Range(0, run.Sizes.Requests / Uses).Select(i => i % Users)]));
                var reference = await Sample.TakeAsync(embedded, plan, run.Sizes.Requests, Connections);
                var sample = await Sample.TakeAsync(cluster, plan, run.Sizes.Requests, Connections);
                if (!counts) return;
                if (silos == 0) comparison.Add(Embedded, reference);
                comparison.Add(name, sample);
            });
        }
        run.Report.Add(comparison);
    }

    private static IEnumerable<HttpRequestMessage> SignUps(Run run) =>
        Enumerable.Range(0, Users).Select(i => run.Instance.UserUpdated($"msg_{i}", i));
}
