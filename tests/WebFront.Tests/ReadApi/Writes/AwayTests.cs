using System.Globalization;
using System.Net.Http.Json;

namespace Identity.WebFront.Tests.ReadApi.Writes;

/// <summary>Clerk is away, slow or wants to be left alone.</summary>
public sealed class AwayTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ClerkIsAway_Is502AndReadsGoOn()
    {
        await using var world = new ForwardingFront();
        await world.InitializeAsync();
        var user = await world.KnownUserAsync("Ada");
        await world.Clerk.StopAsync(Cancel);

        var (status, body, _) = await world.SendAsync("PATCH", $"/v1/users/{user}", new { first_name = "Adaeze" });

        Assert.Equal((502, "bad_gateway"), (status, (string?)body!["errors"]![0]!["code"]));
        Assert.Contains("was not sent", (string?)body["errors"]![0]!["long_message"], StringComparison.Ordinal);
        Assert.Equal("Ada", (string?)(await world.SendAsync("GET", $"/v1/users/{user}")).Body!["first_name"]);
    }

    [Fact]
    public async Task HalfOfClerksLimitIsUsedUp_Is429WithTheWaitAndNotSent()
    {
        await using var world = new ForwardingFront();
        await world.InitializeAsync();
        var user = await world.KnownUserAsync("Ada");
        for (var i = 0; i < 50; i++) Assert.Equal(404, (await world.SendAsync("POST", "/v1/nowhere")).Status);

        var (status, body, headers) = await world.SendAsync("PATCH", $"/v1/users/{user}", new { first_name = "Adaeze" });

        Assert.Equal((429, "too_many_requests"), (status, (string?)body!["errors"]![0]!["code"]));
        var wait = int.Parse(Assert.Single(headers.GetValues("Retry-After")), CultureInfo.InvariantCulture);
        Assert.InRange(wait, 1, 10);
        Assert.Equal("Ada", (string?)(await world.AskClerkAsync($"/v1/users/{user}")).Body!["first_name"]);
        Assert.Equal(200, (await world.SendAsync("GET", $"/v1/users/{user}")).Status);
    }

    [Fact]
    public async Task ClerkWantsAPause_ItsAnswerPassesAndTheNextWriteIsNotSent()
    {
        await using var world = new ForwardingFront();
        await world.InitializeAsync();
        var fault = new { api_status = 429, api_retry_after = 600, api_calls = 1 };
        using (await world.AtClerk.PostAsJsonAsync("/emulator/faults", fault, Cancel))
        {
            var refused = await world.SendAsync("POST", "/v1/nowhere");
            Assert.Equal((429, "600"), (refused.Status, Assert.Single(refused.Headers.GetValues("Retry-After"))));
        }

        var next = await world.SendAsync("POST", "/v1/nowhere");

        Assert.Equal(429, next.Status);
        var wait = int.Parse(Assert.Single(next.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture);
        Assert.InRange(wait, 500, 600);
    }
}
