using System.Net;
using Identity.Clerk.Api;
using Identity.Clerk.Emulator.Tests;
using Identity.Ingest.BackendApi;
using Identity.Ingest.Tests.Discovery;
using Identity.Testing;

namespace Identity.Ingest.Tests.BackendApi;

public class BackendApiWalkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_TooManyRequests_WaitsAsLongAsClerkWantsAndAsksAgain()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await using var host = await StartAsync(emulator);
        await emulator.PostAsync("/emulator/faults", new { api_status = 429, api_retry_after = 17, api_calls = 1 });
        var (count, waited) = await RunAsync(host.Clock, CountAsync(host));
        Assert.Equal(0, count);
        Assert.Equal(17, waited);
        Assert.Equal(1, (int)(await emulator.GetAsync("/emulator/faults"))["api_faults"]!);
    }

    [Fact]
    public async Task Ask_FailsForAWhile_AsksAgainEverLater()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await using var host = await StartAsync(emulator);
        await emulator.PostAsync("/emulator/faults", new { api_status = 500, api_calls = 3 });
        var (_, waited) = await RunAsync(host.Clock, CountAsync(host));
        Assert.Equal(1 + 2 + 4, waited);
    }

    [Fact]
    public async Task Ask_FailsForever_GivesUp()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await using var host = await StartAsync(emulator);
        await emulator.PostAsync("/emulator/faults", new { api_status = 503 });
        var failure = await Assert.ThrowsAsync<BackendApiException>(() => RunAsync(host.Clock, CountAsync(host)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.Status);
        Assert.Equal(
            BackendApiWalk.MaxAttempts, (int)(await emulator.GetAsync("/emulator/faults"))["api_faults"]!);
    }

    [Fact]
    public async Task Ask_ClerkIsAway_AsksAgainAndGivesUp()
    {
        await using var host = await IngestHost.StartAsync(api: TestApi.Options());
        var failure = await Assert.ThrowsAsync<BackendApiException>(() => RunAsync(host.Clock, CountAsync(host)));
        Assert.Null(failure.Status);
    }

    [Fact]
    public async Task Ask_KeyIsWrong_FailsAtOnce()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await using var host = await IngestHost.StartAsync(api: TestApi.Options(url: emulator.Url));
        var (failure, waited) = await RunAsync(
            host.Clock, Assert.ThrowsAsync<BackendApiException>(() => CountAsync(host)));
        Assert.Equal(HttpStatusCode.Unauthorized, failure.Status);
        Assert.Equal(0, waited);
    }

    [Fact]
    public async Task Ask_OrganizationsAreOff_IsNothing()
    {
        await using var api = await StubBackendApi.StartAsync();
        await using var host = await IngestHost.StartAsync(api: TestApi.Options(url: api.Url));
        var page = await host.Get<BackendApiWalk>().AskAsync(
            "list_organizations", (a, ct) => a.ListOrganizationsAsync(new PageRequest(), ct)!, Cancel);
        Assert.Null(page);
    }

    [Fact]
    public async Task Ask_CancelledInAPause_Ends()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await using var host = await StartAsync(emulator);
        await emulator.PostAsync("/emulator/faults", new { api_status = 500 });
        using var cancelling = new CancellationTokenSource();
        var asking = CountAsync(host, cancelling.Token);
        await Patience.UntilAsync(() => host.Clock.ActiveTimers > 0, Cancel);
        Assert.False(asking.IsCompleted);
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(Patience.Limit, Cancel));
    }

    private static Task<IngestHost> StartAsync(RunningEmulator emulator) =>
        IngestHost.StartAsync(api: TestApi.Options(emulator.Settings.SecretKey, emulator.Url));

    private static Task<long> CountAsync(IngestHost host, CancellationToken? cancel = null) =>
        host.Get<BackendApiWalk>().AskAsync("count_users", (api, ct) => api.CountUsersAsync(ct), cancel ?? Cancel);

    private static async Task<(T Answer, int Seconds)> RunAsync<T>(ManualTimeProvider clock, Task<T> task)
    {
        var seconds = await Patience.PassAsync(clock, TimeSpan.FromSeconds(1), task, Cancel);
        return (await task, seconds);
    }
}
