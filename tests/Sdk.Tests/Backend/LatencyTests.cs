using System.Net.Http.Json;
using Identity.Testing;

namespace Identity.Sdk.Tests.Backend;

/// <summary>The walk-through of docs/clerk-sdk.md, as a reader runs it but with fewer calls.</summary>
public sealed class LatencyTests
{
    private const string Project = "samples/apollo-graphql";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Latency_AsDocumented_GivesTheSameUserAndRefusesNobody()
    {
        await using var world = new World(_ => { });
        world.Require();
        await world.InitializeAsync();
        using var folder = await NodeFolder.CreateAsync(Project, Cancel);
        folder.Copy(Project + "/latency.mjs", "latency.mjs");
        using var faults = await world.Clerk.PostAsJsonAsync(
            "/emulator/faults", new { api_delay_ms = 250, api_rate_limit = 100 }, Cancel);
        Assert.True(faults.IsSuccessStatusCode);

        var lines = await folder.RunAsync("latency.mjs", world.Environment, Cancel, "4", "150");

        Assert.Equal("Both give the same user, field by field.", lines[0]);
        Assert.Matches(@"^before: p50 [0-9.]+ ms, slowest [0-9.]+ ms; of 150 at once [1-9][0-9]* refused \(429\), 0 failed$", lines[1]);
        Assert.Matches(@"^after: p50 [0-9.]+ ms, slowest [0-9.]+ ms; of 150 at once 0 refused \(429\), 0 failed$", lines[2]);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public void Documentation_Commands_AreThoseThatAreTested()
    {
        var page = File.ReadAllText(Checkout.Combine("docs", "clerk-sdk.md"));

        Assert.Contains("""{"api_delay_ms": 250, "api_rate_limit": 100}""", page, StringComparison.Ordinal);
        Assert.Contains("node latency.mjs", page, StringComparison.Ordinal);
    }
}
