using System.Net.Http.Headers;
using Identity.Testing;

namespace Identity.Bench;

/// <summary>Authenticated requests per second beside anonymous ones, on the same endpoint of the same server.</summary>
internal static class RequestScenario
{
    private const int Rounds = 5;
    private const int Requests = 10_000;
    private const int Users = 200;
    private const int Concurrency = 64;

    public static async Task RunAsync()
    {
        using var settings = new FrontSettings().With("Logging__LogLevel__Default", "Warning");
        await using var front = await FrontProcess.StartAsync(settings);
        for (var i = 0; i < Users; i++)
        {
            var body = ClerkEventJson.Envelope(
                "user.created", ClerkEventJson.User($"user_{i}", 1_790_845_200_000), 1_790_845_200_005);
            await front.AcknowledgedAsync($"msg_{i}", body, CancellationToken.None);
        }

        var measurements = new Measurements("requests/s");
        for (var round = -1; round < Rounds; round++)
        {
            string[] tokens = [.. Enumerable.Range(0, Users).Select(i => settings.Token($"user_{i}", "sess_1"))];
            var anonymous = await Load.RunAsync(front.Http, Make("/identity/whoami", null), Concurrency);
            var whoAmI = await Load.RunAsync(front.Http, Make("/identity/whoami", tokens), Concurrency);
            var me = await Load.RunAsync(front.Http, Make("/identity/me", tokens), Concurrency);
            if (round < 0) continue;
            measurements.Add("/identity/whoami, anonymous", anonymous);
            measurements.Add("/identity/whoami, authenticated", whoAmI);
            measurements.Add("/identity/me, whole profile", me);
        }
        measurements.Print($"Requests, each of {Users} tokens {Requests / Users} times");
    }

    private static List<HttpRequestMessage> Make(string path, string[]? tokens) =>
    [
        .. Enumerable.Range(0, Requests).Select(i =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (tokens is not null)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[i % tokens.Length]);
            }
            return request;
        }),
    ];
}
