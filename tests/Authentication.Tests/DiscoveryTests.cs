using System.Net;
using Identity.Authentication.Tests.Hosting;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Authentication.Tests;

/// <summary>What becomes of a caller of whom no event has come, where Clerk can be asked.</summary>
public sealed class DiscoveryTests
{
    [Fact]
    public async Task Resolve_DiscoveredMeanwhile_IsAskedAgainAndPasses()
    {
        var discovery = new ScriptedDiscovery(UserDiscovery.Known);
        await using var app = await StartAsync(discovery);
        discovery.OnDiscover = () => app.Users.Answer = _ => new(UserScript.Known());
        using var response = await app.GetAsync("/protected", app.Mint.Mint());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Resolve_KnownUser_AsksNobody()
    {
        var discovery = new ScriptedDiscovery(UserDiscovery.Unavailable);
        await using var app = await StartAsync(discovery);
        app.Users.Answer = _ => new(UserScript.Known());
        using var response = await app.GetAsync("/protected", app.Mint.Mint());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, discovery.Asked);
    }

    [Theory]
    [InlineData(UserDiscovery.Missing, UnknownUserPolicy.Refuse, HttpStatusCode.Unauthorized)]
    [InlineData(UserDiscovery.Missing, UnknownUserPolicy.AcceptProvisional, HttpStatusCode.OK)]
    [InlineData(UserDiscovery.Unavailable, UnknownUserPolicy.Refuse, HttpStatusCode.ServiceUnavailable)]
    [InlineData(UserDiscovery.Unavailable, UnknownUserPolicy.AcceptProvisional, HttpStatusCode.OK)]
    public async Task Resolve_NotDiscovered_AsThePolicySays(
        UserDiscovery found, UnknownUserPolicy policy, HttpStatusCode expected)
    {
        await using var app = await StartAsync(new ScriptedDiscovery(found), policy);
        using var response = await app.GetAsync("/protected", app.Mint.Mint());
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Resolve_DiscoveryThrows_Is503AlsoOnAPublicEndpoint()
    {
        var discovery = new ScriptedDiscovery(UserDiscovery.Known)
        {
            OnDiscover = () => throw new InvalidOperationException(),
        };
        await using var app = await StartAsync(discovery);
        using var response = await app.GetAsync("/public", app.Mint.Mint());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    private static async Task<AuthenticationApp> StartAsync(
        IUserDiscovery discovery, UnknownUserPolicy policy = UnknownUserPolicy.Refuse)
    {
        var app = await AuthenticationApp.StartAsync(setup =>
        {
            setup.Services = services => services.AddSingleton(discovery);
            setup.Configure = options => options.UnknownUser = policy;
        });
        app.Users.Answer = _ => new(UserScript.Denied(CallerDenial.UserUnknown));
        return app;
    }

    private sealed class ScriptedDiscovery(UserDiscovery answer) : IUserDiscovery
    {
        public int Asked { get; private set; }

        public Action OnDiscover { get; set; } = static () => { };

        public ValueTask<UserDiscovery> DiscoverAsync(UserId id, CancellationToken cancellationToken)
        {
            Asked++;
            OnDiscover();
            return new(answer);
        }
    }
}
