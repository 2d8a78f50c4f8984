using System.Net;
using Identity.Testing;

namespace Identity.Clerk.Emulator.Tests.Faults;

public sealed class ApiFaultTests
{
    [Fact]
    public async Task RateLimit_OneTooMany_429UntilTheWindowEnds()
    {
        var clock = new ManualTimeProvider();
        await using var emulator = await RunningEmulator.StartAsync(o => o.BackendApiRateLimit = 3, clock);
        for (var call = 0; call < 3; call++)
            await emulator.BackendAsync("/v1/users");
        clock.Advance(TimeSpan.FromSeconds(6.5));

        using var refused = await emulator.AskBackendAsync("/v1/users");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("4", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal(
            "too_many_requests", (string)(await emulator.BackendErrorAsync("/v1/users/user_x", 429))["code"]!);
        // Clerk doesn't limit its keys.
        await emulator.BackendAsync("/v1/jwks");
        clock.Advance(TimeSpan.FromSeconds(4));
        await emulator.BackendAsync("/v1/users");
    }

    [Fact]
    public async Task RateLimit_WithoutOne_NobodyIsRefused()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        for (var call = 0; call < 200; call++)
            await emulator.BackendAsync("/v1/users/count");
        Assert.Null((await emulator.GetAsync("/emulator/faults"))["api_rate_limit"]);
    }

    [Fact]
    public async Task RateLimit_SetOnDemand_StaysOffAfterClearing()
    {
        await using var emulator = await RunningEmulator.StartAsync(clock: new ManualTimeProvider());
        await emulator.PostAsync("/emulator/faults", new { api_rate_limit = 1 });

        await emulator.BackendAsync("/v1/users");
        await emulator.BackendErrorAsync("/v1/users", 429);
        await emulator.SendAsync(HttpMethod.Delete, "/emulator/faults");

        await emulator.BackendAsync("/v1/users");
    }

    [Theory]
    [InlineData(429, null, "1")]
    [InlineData(429, 7, "7")]
    [InlineData(503, null, null)]
    [InlineData(503, 2, "2")]
    public async Task Status_TwoCalls_ThenItWorks(int status, int? retryAfter, string? header)
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await emulator.PostAsync(
            "/emulator/faults", new { api_status = status, api_retry_after = retryAfter, api_calls = 2 });

        for (var call = 0; call < 2; call++)
        {
            using var refused = await emulator.AskBackendAsync("/v1/users");
            Assert.Equal(status, (int)refused.StatusCode);
            Assert.Equal(
                header, refused.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null);
        }

        await emulator.BackendAsync("/v1/users");
        var faults = await emulator.GetAsync("/emulator/faults");
        Assert.Equal(0, (int)faults["api_calls"]!);
        Assert.Equal(2, (int)faults["api_faults"]!);
    }

    [Fact]
    public async Task Status_NoCount_UntilCleared()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await emulator.PostAsync("/emulator/faults", new { api_status = 500 });

        for (var call = 0; call < 3; call++)
            await emulator.BackendErrorAsync("/v1/organization_memberships", 500);
        await emulator.SendAsync(HttpMethod.Delete, "/emulator/faults");

        await emulator.BackendAsync("/v1/organization_memberships");
    }

    [Fact]
    public async Task Delay_OneCall_AnswersAfterIt()
    {
        var clock = new ManualTimeProvider();
        await using var emulator = await RunningEmulator.StartAsync(clock: clock);
        await emulator.PostAsync("/emulator/faults", new { api_delay_ms = 2_000, api_calls = 1 });

        var slow = emulator.BackendAsync("/v1/users");
        await Patience.UntilAsync(() => clock.ActiveTimers == 1, TestContext.Current.CancellationToken);
        Assert.False(slow.IsCompleted);
        // The next one is not affected.
        await emulator.BackendAsync("/v1/users");
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty((await slow).AsArray());
    }
}
