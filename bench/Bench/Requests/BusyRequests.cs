using Identity.Bench.Driving;
using Identity.Bench.Measuring;
using Identity.Bench.Runs;

namespace Identity.Bench.Requests;

/// <summary>The same requests while webhooks come in, from a sender elsewhere.</summary>
internal static class BusyRequests
{
    private const int Connections = 64;
    private const int Senders = 8;
    private const string Calm = "this project, SQLite";
    private const string Busy = "this project, SQLite, while webhooks come in";

    public static async Task CompareAsync(Run run, RequestContenders contenders, int[] users)
    {
        var (front, path) = (contenders.Front, "/identity/whoami");
        var comparison = new Comparison(
            "request-busy", "With and without ingest",
            $"Webhooks come as fast as {Senders} connections bring them, from a sender that gets the processors only "
            + "when nobody else wants them.",
            [.. Sample.OfRequests, new Metric("webhooks", "/s", MoreIsBetter: true)]);
        await run.RoundsAsync(async (round, counts) =>
        {
            using var plan = LoadPlan.Get(path, run.Instance.Tokens(users));
            var calm = await Sample.TakeAsync(front, plan, run.Sizes.Requests, Connections);
            using var webhooks = await LoadPlan.OfAsync(Enumerable.Range(0, 4 * run.Sizes.Events).Select(i =>
                run.Instance.UserUpdated($"msg_busy{round}n{i}", users[i % users.Length], (1_000 * (round + 1)) + i)));
            var ingest = Driver.RunAsync(front.Url, webhooks, webhooks.Count, Senders, elsewhere: true);
            var busy = await Sample.TakeAsync(front, plan, run.Sizes.Requests, Connections);
            var rate = (await ingest).Rate;
            if (!counts) return;
            comparison.Add(Calm, [.. calm, null]);
            comparison.Add(Busy, [.. busy, rate]);
        });
        run.Report.Add(comparison);
    }
}
