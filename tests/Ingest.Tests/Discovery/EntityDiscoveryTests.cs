using Identity.Clerk.Identifiers;
using Identity.Grains.Users;
using Identity.Ingest.BackendApi;
using Identity.Ingest.Discovery;
using Microsoft.AspNetCore.Http;

namespace Identity.Ingest.Tests.Discovery;

public class EntityDiscoveryTests
{
    private static readonly UserId User = UserId.Parse("user_1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Discover_ManyAtOnce_IsOneQuestion()
    {
        await using var api = await StubBackendApi.StartAsync();
        await using var host = await IngestHost.StartAsync(api: TestApi.Options(url: api.Url));
        api.Gate = new TaskCompletionSource();
        var asking = Enumerable.Range(0, 100).Select(_ => host.Discovery.DiscoverAsync(User, Cancel).AsTask()).ToArray();
        api.Gate.SetResult();

        Assert.All(await Task.WhenAll(asking), answer => Assert.Equal(UserDiscovery.Known, answer));
        Assert.Equal(1, api.Asked);
        Assert.Single(host.Grain.Learned);
    }

    [Fact]
    public async Task Discover_OneCallerLeaves_TheOthersAreAnswered()
    {
        await using var api = await StubBackendApi.StartAsync();
        await using var host = await IngestHost.StartAsync(api: TestApi.Options(url: api.Url));
        api.Gate = new TaskCompletionSource();
        using var leaving = new CancellationTokenSource();
        var left = host.Discovery.DiscoverAsync(User, leaving.Token).AsTask();
        var stays = host.Discovery.DiscoverAsync(User, Cancel).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        api.Gate.SetResult();
        Assert.Equal(UserDiscovery.Known, await stays);
    }

    [Fact]
    public async Task Discover_Missing_IsRememberedForAWhile()
    {
        await using var api = await StubBackendApi.StartAsync();
        await using var host = await IngestHost.StartAsync(api: TestApi.Options(url: api.Url));
        api.Status = StatusCodes.Status404NotFound;
        for (var i = 0; i < 3; i++) Assert.Equal(UserDiscovery.Missing, await host.Discovery.DiscoverAsync(User, Cancel));
        Assert.Equal(1, api.Asked);

        api.Status = StatusCodes.Status200OK;
        host.Clock.Advance(MissingEntities.RememberedFor);
        Assert.Equal(UserDiscovery.Known, await host.Discovery.DiscoverAsync(User, Cancel));
    }

    [Fact]
    public async Task Discover_ClerkWantsAPause_GetsIt()
    {
        await using var api = await StubBackendApi.StartAsync();
        await using var host = await IngestHost.StartAsync(api: TestApi.Options(url: api.Url));
        (api.Status, api.RetryAfterSeconds) = (StatusCodes.Status429TooManyRequests, 7);
        Assert.Equal(UserDiscovery.Unavailable, await host.Discovery.DiscoverAsync(User, Cancel));
        api.Status = StatusCodes.Status200OK;
        Assert.Equal(UserDiscovery.Unavailable, await host.Discovery.DiscoverAsync(User, Cancel));
        Assert.Equal(1, api.Asked);

        host.Clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(UserDiscovery.Known, await host.Discovery.DiscoverAsync(User, Cancel));
    }

    [Fact]
    public async Task Discover_ManyUsers_StaysWithinAQuarterOfClerksLimit()
    {
        await using var api = await StubBackendApi.StartAsync();
        await using var host = await IngestHost.StartAsync(api: TestApi.Options(url: api.Url));
        var known = 0;
        for (var i = 0; i < 60; i++)
        {
            var answer = await host.Discovery.DiscoverAsync(UserId.Parse($"user_n{i}"), Cancel);
            if (answer == UserDiscovery.Known) known++;
        }

        // Each is two questions, the second one for memberships: of twenty-five, one is left.
        Assert.Equal(12, known);
        Assert.Equal(12, api.Asked);
        Assert.Equal(12, api.AskedForMemberships);

        host.Clock.Advance(BackendApiOptions.Window);
        Assert.Equal(UserDiscovery.Known, await host.Discovery.DiscoverAsync(User, Cancel));
    }

    [Theory]
    [InlineData(StatusCodes.Status401Unauthorized)]
    [InlineData(StatusCodes.Status500InternalServerError)]
    public async Task Discover_ClerkFails_IsUnavailableAndAskedAgainNextTime(int status)
    {
        await using var api = await StubBackendApi.StartAsync();
        await using var host = await IngestHost.StartAsync(api: TestApi.Options(url: api.Url));
        api.Status = status;
        Assert.Equal(UserDiscovery.Unavailable, await host.Discovery.DiscoverAsync(User, Cancel));
        api.Status = StatusCodes.Status200OK;
        Assert.Equal(UserDiscovery.Known, await host.Discovery.DiscoverAsync(User, Cancel));
    }

    [Fact]
    public async Task Discover_NobodyListens_IsUnavailable()
    {
        await using var host = await IngestHost.StartAsync(api: TestApi.Options());
        Assert.Equal(UserDiscovery.Unavailable, await host.Discovery.DiscoverAsync(User, Cancel));
    }
}
