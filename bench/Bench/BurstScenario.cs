using Identity.Testing;

namespace Identity.Bench;

/// <summary>
/// How long authentication takes while Svix recovers ten thousand old events at once, beside what it takes when all is
/// quiet, in turns.
/// </summary>
internal static class BurstScenario
{
    private const int Rounds = 5;
    private const int Users = 200;
    private const int Events = 10_000;

    /// <summary>How many are on their way at once; Svix's server has at most 500, to all endpoints.</summary>
    private const int Concurrency = 256;

    private const string QuietName = "quiet";
    private const string Burst = "during the burst";
    private const string Elsewhere = "during a burst on another front of this machine";

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    public static async Task RunAsync()
    {
        using var settings = new FrontSettings().With("Logging__LogLevel__Default", "Warning");
        await using var front = await FrontProcess.StartAsync(settings);

        // The same burst on the same machine, but not in the same process: what is left then is the machine's share.
        using var otherSettings = new FrontSettings().With("Logging__LogLevel__Default", "Warning");
        await using var other = await FrontProcess.StartAsync(otherSettings);
        for (var i = 0; i < Users; i++)
        {
            await front.AcknowledgedAsync($"msg_{i}", User(i, 1_000_000), CancellationToken.None);
        }

        var (half, tail, rates) = (new Measurements("µs"), new Measurements("µs"), new Measurements("events/s"));
        for (var round = -1; round < Rounds; round++)
        {
            string[] tokens = [.. Enumerable.Range(0, Users).Select(i => settings.Token($"user_{i}", "sess_1"))];
            var probes = new Probes(front.Http.BaseAddress!, tokens);
            using var calm = new CancellationTokenSource(Quiet);
            var quiet = await probes.RunAsync(calm.Token);
            var (busy, rate) = await BurstAsync(front, probes, round + 1);
            var (beside, _) = await BurstAsync(other, probes, round + 1);
            if (round < 0) continue;
            foreach (var (name, latencies) in new[] { (QuietName, quiet), (Burst, busy), (Elsewhere, beside) })
            {
                half.Add(name, Probes.Percentile(latencies, 0.5));
                tail.Add(name, Probes.Percentile(latencies, 0.99));
            }
            rates.Add($"{Concurrency} at once", rate);
        }
        half.Print("Authentication, median latency");
        tail.Print("Authentication, latency of 99 %");
        rates.Print($"{Events} recovered events");
    }

    private static async Task<(double[] Latencies, double Rate)> BurstAsync(
        FrontProcess front, Probes probes, int round)
    {
        // Old: valid, never seen here, and older than what is known.
        var now = TimeProvider.System.GetUtcNow();
        var url = new Uri(front.Http.BaseAddress!, "/webhooks/clerk");
        List<HttpRequestMessage> recovered =
        [
            .. Enumerable.Range(0, Events).Select(
                i => front.Settings.Signer.Request(url, $"msg_r{round}n{i}", User(i % Users, i), now)),
        ];
        using var over = new CancellationTokenSource();
        var measured = probes.RunAsync(over.Token);
        var rate = await Load.RunAsync(front.Http, recovered, Concurrency);
        await over.CancelAsync();
        return (await measured, rate);
    }

    private static byte[] User(int user, int age) => ClerkEventJson.Envelope(
        "user.updated", ClerkEventJson.User($"user_{user}", 1_790_845_200_000 + age), 1_790_845_200_005 + age);
}
