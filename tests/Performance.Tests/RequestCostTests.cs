using System.Globalization;
using Identity.Testing;

namespace Identity.Performance.Tests;

/// <summary>What knowing who calls may add to a request, all included: header, scheme, grain, principal.</summary>
public sealed class RequestCostTests
{
    private const int Requests = 3_000;
    private const string Allocated = "dotnet_gc_heap_total_allocated_bytes_total ";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhoAmI_AuthenticatedBesideAnonymous_AllocatesAFewKilobytesMore()
    {
        using var settings = new FrontSettings().With("Logging__LogLevel__Default", "Warning");
        await using var front = await FrontProcess.StartAsync(settings);
        var body = ClerkEventJson.Envelope(
            "user.created", ClerkEventJson.User("user_1", 1_790_845_200_000), 1_790_845_200_005);
        await front.AcknowledgedAsync("msg_1", body, Cancel);

        // What happens once, happens before.
        await AskAsync(front, settings.Token("user_1", "sess_1"));
        await AskAsync(front, token: null);
        var anonymous = await AskAsync(front, token: null);
        var authenticated = await AskAsync(front, settings.Token("user_1", "sess_1"));

        Assert.InRange(authenticated - anonymous, 0, 8 * 1024);
    }

    // The bytes that one request allocates in the server.
    private static async Task<double> AskAsync(FrontProcess front, string? token)
    {
        var before = await AllocatedAsync(front);
        for (var i = 0; i < Requests; i++)
        {
            using var answer = await front.GetAsync("/identity/whoami", token, Cancel);
            answer.EnsureSuccessStatusCode();
        }
        return (await AllocatedAsync(front) - before) / Requests;
    }

    private static async Task<double> AllocatedAsync(FrontProcess front)
    {
        var text = await front.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel);
        var line = text.Split('\n').Single(l => l.StartsWith(Allocated, StringComparison.Ordinal));
        return double.Parse(line[Allocated.Length..], CultureInfo.InvariantCulture);
    }
}
