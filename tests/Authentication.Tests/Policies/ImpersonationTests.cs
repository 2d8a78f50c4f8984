using System.Net;
using System.Text.Json.Nodes;
using Identity.Authentication.Tests.Hosting;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Authentication.Tests.Policies;

/// <summary>Who acts as somebody else is seen, and refused where that isn't wanted.</summary>
public sealed class ImpersonationTests
{
    [Theory]
    [InlineData(false, HttpStatusCode.OK)]
    [InlineData(true, HttpStatusCode.Unauthorized)]
    public async Task Token_WithAnActor_AsTheOptionSays(bool reject, HttpStatusCode expected)
    {
        await using var app = await StartAsync(reject);

        using var response = await app.GetAsync("/protected", Impersonating(app));

        Assert.Equal(expected, response.StatusCode);
        if (reject) Assert.Contains("acts as the user", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal(reject ? 0 : 1, app.Users.Calls);
    }

    [Theory]
    [InlineData(false, HttpStatusCode.OK)]
    [InlineData(true, HttpStatusCode.Unauthorized)]
    public async Task Session_WithAnActorThatTheTokenHides_AsTheOptionSays(bool reject, HttpStatusCode expected)
    {
        await using var app = await StartAsync(reject);
        app.Users.Answer = _ => new(Impersonated());

        using var response = await app.GetAsync("/protected", app.Mint.Mint());

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Policy_RejectsImpersonation_403OnThatEndpointOnly()
    {
        await using var app = await StartAsync();

        using var self = await app.GetAsync("/self", app.Mint.Mint());
        using var other = await app.GetAsync("/self", Impersonating(app));
        using var elsewhere = await app.GetAsync("/protected", Impersonating(app));
        app.Users.Answer = _ => new(Impersonated());
        using var hidden = await app.GetAsync("/self", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.OK, self.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, hidden.StatusCode);
    }

    [Fact]
    public async Task Actor_OfTokenOrSession_IsSeenByTheEndpoint()
    {
        await using var app = await StartAsync();

        using var self = await app.GetAsync("/actor", app.Mint.Mint());
        using var byToken = await app.GetAsync("/actor", Impersonating(app));
        app.Users.Answer = _ => new(Impersonated());
        using var bySession = await app.GetAsync("/actor", app.Mint.Mint());
        using var claims = await app.GetAsync("/claims", app.Mint.Mint());

        Assert.Equal("False nobody", await self.TextAsync());
        Assert.Equal("True user_boss", await byToken.TextAsync());
        Assert.Equal("True user_support", await bySession.TextAsync());
        Assert.Contains("\"act=user_support\"", await claims.TextAsync(), StringComparison.Ordinal);
    }

    private static Task<AuthenticationApp> StartAsync(bool reject = false) => AuthenticationApp.StartAsync(setup =>
    {
        if (reject) setup.Settings["Authentication:Schemes:Clerk:RejectImpersonation"] = "true";
        setup.Endpoints = static routes =>
        {
            routes.MapGet("/self", () => "ok").RejectImpersonation();
            routes.MapGet("/actor", (CurrentUser me) => $"{me.IsImpersonated} {me.ActorId ?? "nobody"}");
        };
    });

    private static string Impersonating(AuthenticationApp app) =>
        app.Mint.Mint(claims => claims["act"] = new JsonObject { ["sub"] = "user_boss" });

    private static CallerResolution Impersonated()
    {
        var known = UserScript.Known();
        return known with { Session = known.Session! with { ActorId = UserId.Parse("user_support") } };
    }
}
