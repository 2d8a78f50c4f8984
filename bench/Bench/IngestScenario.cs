using Identity.Testing;

namespace Identity.Bench;

/// <summary>Durable webhooks per second over HTTP: concurrent ones share commits, so more at once are more per second.</summary>
internal static class IngestScenario
{
    private const int Rounds = 5;
    private static readonly (int Concurrency, int Events)[] Steps = [(1, 300), (8, 1500), (64, 5000)];

    public static async Task RunAsync()
    {
        using var settings = new FrontSettings().With("Logging__LogLevel__Default", "Warning");
        await using var front = await FrontProcess.StartAsync(settings);
        var measurements = new Measurements("events/s");
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var (concurrency, events) in Steps)
            {
                var rate = await Load.RunAsync(front.Http, Requests(front, $"r{round + 1}c{concurrency}", events), concurrency);

                // The first round warms up.
                if (round >= 0) measurements.Add($"concurrency {concurrency}", rate);
            }
        }
        measurements.Print("Webhooks made durable and applied, SQLite, each of another user");
    }

    private static List<HttpRequestMessage> Requests(FrontProcess front, string run, int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        var url = new Uri(front.Http.BaseAddress!, "/webhooks/clerk");
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var user = $"user_{run}n{i}";
                var body = ClerkEventJson.Envelope("user.created", ClerkEventJson.User(user, 1_790_845_200_000), 1_790_845_200_005);
                return front.Settings.Signer.Request(url, $"msg_{run}n{i}", body, now);
            }),
        ];
    }
}
