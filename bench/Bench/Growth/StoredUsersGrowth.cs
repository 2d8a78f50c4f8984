using Identity.Bench.Measuring;
using Identity.Bench.Runs;
using Identity.Bench.Servers;

namespace Identity.Bench.Growth;

/// <summary>Does anything cost more the more users are stored?</summary>
internal static class StoredUsersGrowth
{
    private const int Callers = 500;

    public static async Task MeasureAsync(Run run)
    {
        var curve = new Curve(
            "growth-users", "Cost by users stored", "Callers and events are of random users.",
            "users stored", GrowthMeter.Unit);
        foreach (var count in run.Sizes.Stored)
        {
            var users = await run.StoredAsync(count);
            await using var front = await FrontServer.StartAsync(run.Instance, users.Setting);
            var random = new Random(1);
            await GrowthMeter.MeasureAsync(
                run, front, curve, count,
                run.Instance.Tokens([.. Enumerable.Range(0, Callers).Select(_ => random.Next(count))]),
                i => run.Instance.UserUpdated($"msg_g{i}", random.Next(count), age: 1_000 + i));
        }
        run.Report.Add(curve);
    }
}
