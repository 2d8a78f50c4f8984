using System.Net;
using System.Security.Claims;
using Identity.Authentication.Events;
using Identity.Authentication.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Authentication.Tests;

/// <summary>What an application can add.</summary>
public sealed class EventsTests
{
    [Fact]
    public async Task MessageReceived_GivesAToken_ItBeatsTheHeader()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Configure = options =>
            options.Events.OnMessageReceived = context =>
            {
                context.Token = context.Request.Query["token"];
                return Task.CompletedTask;
            });

        using var fromQuery = await app.GetAsync($"/protected?token={app.Mint.Mint()}", "garbage");
        using var fromHeader = await app.GetAsync("/protected", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.OK, fromQuery.StatusCode);
        Assert.Equal(HttpStatusCode.OK, fromHeader.StatusCode);
    }

    [Fact]
    public async Task MessageReceived_DecidesNoResult_Anonymous()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Configure = options =>
            options.Events.OnMessageReceived = context =>
            {
                context.NoResult();
                return Task.CompletedTask;
            });

        using var response = await app.GetAsync("/public", app.Mint.Mint());

        Assert.Equal("anonymous", await response.TextAsync());
        Assert.Equal(0, app.Users.Calls);
    }

    [Fact]
    public async Task TokenValidated_Refuses_TheGrainIsNotAsked()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Configure = options =>
            options.Events.OnTokenValidated = context =>
            {
                context.Fail($"not {context.Claims.AuthorizedParty}");
                return Task.CompletedTask;
            });

        using var response = await app.GetAsync("/protected", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var challenge = response.Headers.WwwAuthenticate.ToString();
        Assert.Contains($"not {TokenMint.Party}", challenge, StringComparison.Ordinal);
        Assert.Equal(0, app.Users.Calls);
    }

    [Fact]
    public async Task UserResolved_AddsAClaim_AuthorizationSeesIt()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Configure = options =>
            options.Events.OnUserResolved = context =>
            {
                context.Principal!.AddIdentity(
                    new ClaimsIdentity([new Claim("tier", context.User.Profile!.FirstName!)]));
                return Task.CompletedTask;
            });

        using var response = await app.GetAsync("/claims", app.Mint.Mint());

        Assert.Contains("tier=Ada", await response.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserResolved_Refuses_401()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Configure = options =>
            options.Events.OnUserResolved = context =>
            {
                context.Fail("not today");
                return Task.CompletedTask;
            });

        using var open = await app.GetAsync("/public", app.Mint.Mint());
        using var closed = await app.GetAsync("/protected", app.Mint.Mint());

        Assert.Equal("anonymous", await open.TextAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
    }

    [Fact]
    public async Task AuthenticationFailed_SeesTheReason_AndMayMakeItAnonymous()
    {
        var reasons = new List<string>();
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Configure = options =>
            options.Events.OnAuthenticationFailed = context =>
            {
                reasons.Add(context.Reason);
                context.NoResult();
                return Task.CompletedTask;
            });

        using var response = await app.GetAsync("/protected", "garbage");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal(["token-invalid"], reasons);
    }

    [Fact]
    public async Task Events_AllSet_EachAtItsPlaceAndInOrder()
    {
        var seen = new List<string>();
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Configure = options =>
        {
            options.Events.OnMessageReceived = _ => Note("received");
            options.Events.OnTokenValidated = _ => Note("validated");
            options.Events.OnUserResolved = _ => Note("resolved");
            options.Events.OnAuthenticationFailed = _ => Note("failed");
            options.Events.OnChallenge = _ => Note("challenge");
            options.Events.OnForbidden = _ => Note("forbidden");
        });

        using var admitted = await app.GetAsync("/protected", app.Mint.Mint());
        Assert.Equal(["received", "validated", "resolved"], seen);
        seen.Clear();
        using var forbidden = await app.GetAsync("/admin", app.Mint.Mint());
        Assert.Equal(["received", "validated", "resolved", "forbidden"], seen);
        seen.Clear();
        using var refused = await app.GetAsync("/protected", "garbage");
        Assert.Equal(["received", "failed", "challenge"], seen);
        seen.Clear();
        using var anonymous = await app.GetAsync("/protected");
        Assert.Equal(["received", "challenge"], seen);

        Task Note(string name)
        {
            seen.Add(name);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task EventsType_FromTheContainer_IsRun()
    {
        await using var app = await AuthenticationApp.StartAsync(setup =>
        {
            setup.Services = services => services.AddScoped<RefusingEvents>();
            setup.Configure = options => options.EventsType = typeof(RefusingEvents);
        });

        using var response = await app.GetAsync("/protected", app.Mint.Mint());

        Assert.Contains("overridden", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    private sealed class RefusingEvents : ClerkEvents
    {
        public override Task TokenValidated(TokenValidatedContext context)
        {
            context.Fail("overridden");
            return Task.CompletedTask;
        }
    }
}
