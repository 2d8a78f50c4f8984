using Identity.Bench.Measuring;
using Identity.Bench.Runs;
using Identity.Bench.Servers;
using Identity.Bench.Stored;

namespace Identity.Bench.Growth;

/// <summary>Does anything cost more the more deliveries wait in the inbox?</summary>
internal static class BacklogGrowth
{
    private const int Users = 1_000;

    public static async Task MeasureAsync(Run run)
    {
        var curve = new Curve(
            "growth-backlog", "Cost by deliveries that wait in the inbox",
            "They are other users' and not due yet. Callers and events are of random users.",
            "deliveries that wait", GrowthMeter.Unit);
        using var users = await StoredUsers.CreateAsync(run.Instance, Users);

        // A start makes all that waits due, so the front is there first.
        await using var front = await FrontServer.StartAsync(run.Instance, users.Setting);
        var before = 0;
        foreach (var count in run.Sizes.Backlog)
        {
            if (count > before) users.AddBacklog(before, count);
            var (from, random) = (before = count, new Random(1));
            await GrowthMeter.MeasureAsync(
                run, front, curve, count,
                run.Instance.Tokens([.. Enumerable.Range(0, Users / 2)]),
                i => run.Instance.UserUpdated($"msg_b{from}n{i}", random.Next(Users), age: from + i));
        }
        run.Report.Add(curve);
    }
}
