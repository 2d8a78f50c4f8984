using System.Net;
using Identity.Authentication.Tests.Hosting;
using Identity.Clerk.Tokens;
using Identity.Grains.Callers;

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
        await using var app = await AuthenticationApp.StartAsync();
        var token = app.Mint.Mint();
        using var good = await app.GetAsync("/protected", token);
        await using var other = await AuthenticationApp.StartAsync(setup =>
            setup.Settings["Authentication:Schemes:Clerk:Issuer"] = "https://clerk.other.test");
        using var refused = await other.GetAsync("/protected", token);

        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.Equal(
            TokenRejection.InvalidIssuer.Reason, (await refused.ProblemAsync()).GetProperty("reason").GetString());
    }
}
