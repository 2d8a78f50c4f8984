using System.Net.Http.Headers;
using Identity.Testing;

namespace Identity.Bench;

/// <summary>How long a proxy's question takes, under load, beside an endpoint of the same server that does nothing.</summary>
internal static class ForwardAuthScenario
{
    private const int Rounds = 5;
    private const int WarmUps = 3;
    private const int Requests = 10_000;
    private const int Users = 200;
    private const int Concurrency = 16;
    private const long Start = 1_790_845_200_000;

    public static async Task RunAsync()
    {
        using var settings = new FrontSettings().With("Logging__LogLevel__Default", "Warning");
        await using var front = await FrontProcess.StartAsync(settings);
        for (var i = 0; i < Users; i++) await SignUpAsync(front, $"user_f{i}");

        var measurements = new Measurements("µs, p50");
        for (var round = -WarmUps; round < Rounds; round++)
        {
            string[] tokens = [.. Enumerable.Range(0, Users).Select(i => settings.Token($"user_f{i}", "sess_1", $"org_f{i}"))];
            var empty = await Load.MedianAsync(front.Http, Make("/health/live", tokens), Concurrency);
            var anonymous = await Load.MedianAsync(front.Http, Make("/auth/request?optional", null), Concurrency);
            var member = await Load.MedianAsync(front.Http, Make("/auth/request?role=org:admin", tokens), Concurrency);

            // The first rounds warm up: what runs often enough is compiled again, better, and that takes a while.
            if (round < 0) continue;
            measurements.Add("/health/live", empty);
            measurements.Add("/auth/request?optional, anonymous", anonymous);
            measurements.Add("/auth/request?role=org:admin, a member", member);
        }
        measurements.Print($"Forward auth at concurrency {Concurrency}, each of {Users} tokens {Requests / Users} times");
    }

    private static async Task SignUpAsync(FrontProcess front, string user)
    {
        var organization = user.Replace("user_", "org_", StringComparison.Ordinal);
        await TellAsync("user.created", ClerkEventJson.User(user, Start));
        await TellAsync("organization.created", ClerkEventJson.Organization(organization, Start));
        await TellAsync(
            "organizationMembership.created",
            ClerkEventJson.Membership(user.Replace("user_", "orgmem_", StringComparison.Ordinal), user, organization, "org:admin", Start));

        Task TellAsync(string type, System.Text.Json.Nodes.JsonObject data) => front.AcknowledgedAsync(
            $"msg_{user}_{type.Replace('.', '_')}", ClerkEventJson.Envelope(type, data, Start), CancellationToken.None);
    }

    // All with the same headers, so that reading them costs all the same.
    private static List<HttpRequestMessage> Make(string path, string[]? tokens) =>
    [
        .. Enumerable.Range(0, Requests).Select(i =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Original-Method", "GET");
            request.Headers.Add("X-Original-URI", "/orders?page=2");
            request.Headers.Add("X-Forwarded-Host", "app.northwind.example");
            request.Headers.Add("X-Forwarded-Proto", "https");
            if (tokens is not null)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[i % tokens.Length]);
            }
            return request;
        }),
    ];
}
