using Identity.Bench.Clerk;
using Identity.Bench.Measuring;
using Identity.Bench.Runs;
using Identity.Bench.Servers;
using Identity.Bench.Stored;
using Identity.Testing;

namespace Identity.Bench.Growth;

/// <summary>Does an organization cost more the more members it has?</summary>
internal static class MembersGrowth
{
    private const int Callers = 500;

    public static async Task MeasureAsync(Run run)
    {
        var curve = new Curve(
            "growth-members", "Cost by members of an organization",
            "Callers have the organization active, so its grain and the roles are asked too. Events are of its "
            + "memberships.",
            "members", GrowthMeter.Unit);
        foreach (var count in run.Sizes.Members)
        {
            using var users = await StoredUsers.CreateAsync(run.Instance, count);
            await using var front = await FrontServer.StartAsync(run.Instance, users.Setting);
            await GrowthMeter.MeasureAsync(
                run, front, curve, count,
                run.Instance.Tokens(
                    [.. Enumerable.Range(0, Callers).Select(i => i % count)], _ => StoredUsers.Organization),
                i => run.Instance.Webhook(
                    $"msg_m{i}",
                    "organizationMembership.updated",
                    ClerkEventJson.Membership(
                        $"orgmem_{i % count}", Instance.User(i % count), StoredUsers.Organization,
                        i % 2 == 0 ? "org:member" : "org:admin", Instance.Start + 1_000 + i),
                    age: 1_005 + i));
        }
        run.Report.Add(curve);
    }
}
