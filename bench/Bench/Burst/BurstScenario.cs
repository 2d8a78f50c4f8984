using Identity.Bench.Clerk;
using Identity.Bench.Driving;
using Identity.Bench.Measuring;
using Identity.Bench.Runs;
using Identity.Bench.Servers;

namespace Identity.Bench.Burst;

/// <summary>
/// How long authentication takes while Svix recovers ten thousand old events at once, beside what it takes when all is
/// quiet, in turns.
/// </summary>
internal static class BurstScenario
{
    private const int Users = 200;
    private const int Events = 10_000;

    /// <summary>How many are on their way at once; Svix's server has at most 500, to all endpoints.</summary>
    private const int Concurrency = 256;

    private const string Quiet = "quiet";
    private const string Burst = "during the burst";
    private const string Elsewhere = "during a burst on another front of this machine";
    private const string Note =
        "The sender of the burst gets the processors only when nobody else wants them, as if it were on a machine of "
        + "its own. The last row is the same burst on another front, which has no users and so takes in all it can: "
        + "what the shared processors cost, without the queues of the process.";

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(Run run)
    {
        await using var front = await FrontServer.StartAsync(run.Instance);
        await using var other = await FrontServer.StartAsync(run.Instance);
        await front.AcknowledgeAsync(
            Enumerable.Range(0, Users).Select(i => run.Instance.UserUpdated($"msg_{i}", i, age: 1_000_000)));

        var latency = new Comparison(
            "burst", $"Authentication while {Events:N0} recovered events arrive", Note,
            Metric.Tail, Metric.Median, new Metric("burst", "events/s", MoreIsBetter: true));
        await run.RoundsAsync(async (round, counts) =>
        {
            var probes = new Probes(front.Url, run.Instance.Tokens([.. Enumerable.Range(0, Users)]));
            using var calm = new CancellationTokenSource(Calm);
            var quiet = await probes.RunAsync(calm.Token);
            var (busy, rate) = await BurstAsync(run.Instance, front, probes, round);
            var (beside, otherRate) = await BurstAsync(run.Instance, other, probes, round);
            if (!counts) return;
            Add(Quiet, quiet, null);
            Add(Burst, busy, rate);
            Add(Elsewhere, beside, otherRate);
        });
        run.Report.Add(latency);
        run.Report.Verdicts.Add(Verdict.AtMost(
            "Authentication, p99 during a burst of 10 000 recovered events ÷ quiet", 2, latency.Ratio(Burst, Quiet)));

        void Add(string name, double[] latencies, double? rate) =>
            latency.Add(name, Stats.Percentile(latencies, 0.99), Stats.Percentile(latencies, 0.5), rate);
    }

    private static async Task<(double[] Latencies, double Rate)> BurstAsync(
        Instance instance, FrontServer front, Probes probes, int round)
    {
        // Old: valid, never seen here, and older than what is known.
        using var plan = await LoadPlan.OfAsync(
            Enumerable.Range(0, Events).Select(i => instance.UserUpdated($"msg_r{round}n{i}", i % Users, i)));
        using var over = new CancellationTokenSource();
        var measured = probes.RunAsync(over.Token);
        var burst = await Driver.RunAsync(front.Url, plan, plan.Count, Concurrency, elsewhere: true);
        await over.CancelAsync();
        return (await measured, burst.Rate);
    }
}
