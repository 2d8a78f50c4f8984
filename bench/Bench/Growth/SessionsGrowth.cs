using Identity.Bench.Clerk;
using Identity.Bench.Measuring;
using Identity.Bench.Runs;
using Identity.Bench.Servers;
using Identity.Testing;

namespace Identity.Bench.Growth;

/// <summary>Does a user cost more the more sessions they have?</summary>
internal static class SessionsGrowth
{
    private const int Users = 20;

    public static async Task MeasureAsync(Run run)
    {
        var curve = new Curve(
            "growth-sessions", "Cost by sessions of a user",
            $"{Users} users with so many sessions each. Events are of one of their sessions: the user's state is "
            + "written as a whole, so they do cost more.",
            "sessions", GrowthMeter.Unit);
        foreach (var count in run.Sizes.Sessions)
        {
            await using var front = await FrontServer.StartAsync(run.Instance);
            await front.AcknowledgeAsync(
                Enumerable.Range(0, Users).Select(i => run.Instance.UserUpdated($"msg_u{i}", i)));
            await front.AcknowledgeAsync(Enumerable.Range(0, Users * count).Select(
                i => Session(run, $"msg_s{i}", i % Users, i / Users, age: 0)));
            await GrowthMeter.MeasureAsync(
                run, front, curve, count,
                run.Instance.Tokens([.. Enumerable.Range(0, Users)]),
                i => Session(run, $"msg_e{i}", i % Users, 0, age: 1_000 + i));
        }
        run.Report.Add(curve);
    }

    private static HttpRequestMessage Session(Run run, string id, int user, int number, long age)
    {
        var session = number == 0 ? Instance.Session(user) : $"sess_{user}n{number}";
        var data = ClerkEventJson.Session(session, Instance.User(user), "active", Instance.Start + age);
        return run.Instance.Webhook(id, "session.created", data, age + 5);
    }
}
