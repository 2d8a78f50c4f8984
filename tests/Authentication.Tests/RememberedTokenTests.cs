using System.Net;
using Identity.Authentication.Tests.Hosting;
using Identity.Clerk.Tokens;
using Identity.Grains.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Authentication.Tests;

/// <summary>A remembered signature says nothing of whoever bears the token.</summary>
public sealed class RememberedTokenTests
{
    [Fact]
    public async Task Authenticate_SameTokenAgain_TheGrainIsAskedEveryTime()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var token = app.Mint.Mint();
        for (var i = 0; i < 5; i++)
        {
            using var response = await app.GetAsync("/protected", token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(5, app.Users.Calls);
        app.Users.Answer = _ => new(UserScript.Denied(CallerDenial.UserBanned));
        using var refused = await app.GetAsync("/protected", token);
        Assert.Equal("user-banned", (await refused.ProblemAsync()).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Authenticate_SameTokenAfterItsEnd_401()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var token = app.Mint.Mint();
        using var before = await app.GetAsync("/protected", token);
        app.Clock.Advance(TimeSpan.FromSeconds(65));
        using var after = await app.GetAsync("/protected", token);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal("token-expired", (await after.ProblemAsync()).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Authenticate_SameTokenForAnotherScheme_IsVerifiedByItsOwnRules()
    {
        await using var app = await AuthenticationApp.StartAsync(setup =>
        {
            setup.Settings["Authentication:Schemes:Partners:JwtKey"] = TokenMint.PublicKeyPem;
            setup.Settings["Authentication:Schemes:Partners:Issuer"] = "https://clerk.other.test";
            setup.Settings["Authentication:Schemes:Partners:AuthorizedParties:0"] = TokenMint.Party;
            setup.Services = services => services.AddAuthentication()
                .AddClerk("Partners", options => options.TimeProvider = setup.Clock);
            setup.Endpoints = static routes => routes.MapGet("/partners", () => "partner").RequireAuthorization(
                policy => policy.AddAuthenticationSchemes("Partners").RequireAuthenticatedUser());
        });
        var token = app.Mint.Mint();
        var theirs = app.Mint.Mint(claims => claims["iss"] = "https://clerk.other.test");
        using var good = await app.GetAsync("/protected", token);
        using var refused = await app.GetAsync("/partners", token);
        using var partner = await app.GetAsync("/partners", theirs);
        using var refusedToo = await app.GetAsync("/protected", theirs);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (good.StatusCode, partner.StatusCode));
        foreach (var answer in new[] { refused, refusedToo })
        {
            Assert.Equal(
                TokenRejection.InvalidIssuer.Reason, (await answer.ProblemAsync()).GetProperty("reason").GetString());
        }
    }
}
