using System.Text;
using Identity.Bench.Clerk;
using Identity.Bench.Driving;
using Identity.Bench.Measuring;
using Identity.Bench.Runs;
using Identity.Bench.Servers;
using Identity.Testing;

namespace Identity.Bench.Ingest;

/// <summary>Durable webhooks per second over HTTP, beside the limit and beside what tutorials do.</summary>
internal static class IngestScenario
{
    private const int HotUsers = 10;
    private const string Bare = "bare upserts, 64 to a transaction (the limit)";
    private const string Tutorial = "ASP.NET Core, a transaction per event, 64 at once";
    private const string Most = "this project, 64 at once, each another user";
    private const string Note =
        "The limit takes no part in HTTP, signatures, JSON or order, and has both processors to itself; the others "
        + "share them with the driver. CPU is that of the server and, with PostgreSQL, of the database. No user is "
        + "being served: see the burst for what happens when they are.";

    private static readonly (string Name, int Connections, int Users, double Share)[] Ours =
    [
        ("this project, one at a time, each another user", 1, int.MaxValue, 0.1),
        ("this project, 8 at once, each another user", 8, int.MaxValue, 0.5),
        (Most, 64, int.MaxValue, 1),
        ($"this project, 64 at once, {HotUsers} hot users", 64, HotUsers, 1),
    ];

    public static async Task RunAsync(Run run)
    {
        string[] names = [Bare, Tutorial, .. Ours.Select(one => one.Name)];
        if (!names.Any(run.Has))
        {
            run.Report.Gaps.Add($"Nobody takes part: there are only {string.Join("; ", names)}.");
            return;
        }
        await using (var front = await FrontServer.StartAsync(run.Instance))
        await using (var peer = await PeerServer.StartAsync(run.Instance))
        {
            await CompareAsync(run, "SQLite", front, peer, rows => Task.FromResult(BareUpserts.Sqlite(rows)));
        }

        if (PostgresServer.Obstacle is { } obstacle)
        {
            run.Report.Gaps.Add(obstacle);
            return;
        }
        await using var postgres = await PostgresServer.StartDurableAsync();
        await using (var front = await FrontServer.StartAsync(run.Instance, postgres))
        await using (var peer = await PeerServer.StartAsync(run.Instance, postgres, users: 0))
        {
            await CompareAsync(run, "PostgreSQL", front, peer, rows => BareUpserts.PostgreSqlAsync(postgres, rows));
        }
    }

    private static async Task CompareAsync(
        Run run, string database, FrontServer front, PeerServer peer, Func<List<(string, byte[])>, Task<double>> bare)
    {
        var comparison = new Comparison(
            $"ingest-{database.ToLowerInvariant()}", $"Durable webhooks, {database}", Note, Sample.OfEvents);
        await run.RoundsAsync(async (round, counts) =>
        {
            await AddAsync(Bare, async () => [await bare(Rows(run.Sizes.Events)), null, null, null, null, null]);
            await AddAsync(Tutorial, () => TakeAsync(peer, "t", 64, int.MaxValue, run.Sizes.Events / 5));
            foreach (var (name, connections, users, share) in Ours)
            {
                await AddAsync(name, () => TakeAsync(
                    front, $"c{connections}u{users}", connections, users, (int)(share * run.Sizes.Events)));
            }

            async Task AddAsync(string name, Func<Task<double?[]>> take)
            {
                if (!run.Has(name)) return;
                var sample = await take();
                if (counts) comparison.Add(name, sample);
            }

            async Task<double?[]> TakeAsync(IServer server, string name, int connections, int users, int events)
            {
                using var plan = await LoadPlan.OfAsync(Enumerable.Range(0, events).Select(i => run.Instance.Webhook(
                    $"msg_r{round}{name}n{i}",
                    "user.updated",
                    ClerkEventJson.User($"user_r{round}{name}n{i % users}", Instance.Start + i),
                    age: i + 5)));
                return await Sample.TakeAsync(server, plan, events, connections);
            }
        });
        run.Report.Add(comparison);
        if (!run.Has(Most) || !run.Has(Bare)) return;
        run.Report.Verdicts.Add(Verdict.AtLeast(
            $"Durable events/s at concurrency 64 ÷ bare batched upserts, {database}:",
            0.5,
            comparison.Ratio(Most, Bare)));
    }

    private static List<(string Id, byte[] Data)> Rows(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => (
            Instance.User(i),
            Encoding.UTF8.GetBytes(ClerkEventJson.User(Instance.User(i), Instance.Start).ToJsonString()))),
    ];
}
