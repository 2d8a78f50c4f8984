using System.Net;
using Identity.Authentication.Tests.Hosting;

namespace Identity.Authentication.Tests;

/// <summary>The cookies of two instances on one domain, and what a browser says of signing out.</summary>
public sealed class SessionCookieTests
{
    private const string Key = "pk_live_Y2xlcmsuY2xlcmsuZGV2JA";
    private const string Suffix = "_1Z8AzTQD";
    private const string OtherUserId = "user_2other";

    [Fact]
    public async Task Cookie_SuffixedWithItsUat_BeatsTheOneThatInstancesShare()
    {
        await using var app = await StartAsync();
        var (ours, other) = (app.Mint.Mint(), app.Mint.Mint(claims => claims["sub"] = OtherUserId));

        Assert.Equal(TokenMint.UserId, await CallerAsync(
            app, $"__session={other}; __session{Suffix}={ours}; __client_uat{Suffix}={Seconds(app, -100)}"));
        Assert.Equal(OtherUserId, await CallerAsync(app, $"__session={other}; __session{Suffix}={ours}"));
        Assert.Equal(OtherUserId, await CallerAsync(app, $"__session={other}; __session{Suffix}="));
        Assert.Equal(OtherUserId, await CallerAsync(app, $"__session={other}; __session_QvfNY2dr=x"));
        Assert.Equal(TokenMint.UserId, await CallerAsync(app, $"__session{Suffix}={ours}"));
    }

    [Fact]
    public async Task Cookie_OfAnotherInstance_IsNobodysAndNoFailure()
    {
        await using var app = await StartAsync();
        var other = app.Mint.Mint(claims => claims["iss"] = "https://clerk.other.test");

        using var alone = await app.GetWithCookieAsync("/protected", $"__session={other}");
        var both = await CallerAsync(app, $"__session={other}; __session{Suffix}={app.Mint.Mint()}");

        Assert.Equal("Bearer", alone.Headers.WwwAuthenticate.ToString());
        Assert.Equal(TokenMint.UserId, both);
    }

    [Fact]
    public async Task Cookie_TwoThatDifferInTheSetThatDoesNotCount_IsNoMatter()
    {
        await using var app = await StartAsync();
        var other = app.Mint.Mint(claims => claims["iss"] = "https://clerk.other.test");

        Assert.Equal(TokenMint.UserId, await CallerAsync(
            app, $"__session={other}; __session=x; __session{Suffix}={app.Mint.Mint()}"));
    }

    [Theory]
    [InlineData("0", "session-token-but-no-client-uat")]
    [InlineData("garbage", "session-token-but-no-client-uat")]
    [InlineData("-5", "session-token-but-no-client-uat")]
    [InlineData("99999999999999999999", "session-token-but-no-client-uat")]
    [InlineData("{1}", "session-token-iat-before-client-uat")]
    [InlineData("{0}", null)]
    [InlineData("1", null)]
    [InlineData("", null)]
    public async Task Cookie_ClientUat_IsHeldAgainstTheToken(string uat, string? reason)
    {
        await using var app = await AuthenticationApp.StartAsync();
        var value = string.Format(null, uat, Seconds(app, 0), Seconds(app, 1));

        using var response = await app.GetWithCookieAsync(
            "/protected", $"__session={app.Mint.Mint()}; __client_uat={value}");

        Assert.Equal(reason is null ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, response.StatusCode);
        if (reason is not null)
            Assert.Equal(reason, (await response.ProblemAsync()).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Cookie_UatWithoutSession_IsNobody()
    {
        await using var app = await StartAsync();

        using var response = await app.GetWithCookieAsync(
            "/protected", $"__client_uat={Seconds(app, -1)}; __client_uat{Suffix}={Seconds(app, -1)}");

        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Header_WithAUatThatSaysSignedOut_TheHeaderCounts()
    {
        await using var app = await StartAsync();

        using var response = await app.SendAsync("/protected", request =>
        {
            request.Headers.Authorization = new("Bearer", app.Mint.Mint());
            request.Headers.TryAddWithoutValidation("Cookie", "__client_uat=0");
        });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static Task<AuthenticationApp> StartAsync() =>
        AuthenticationApp.StartAsync(setup => setup.Settings["CLERK_PUBLISHABLE_KEY"] = Key);

    private static long Seconds(AuthenticationApp app, int offset) => app.Clock.UtcNow.ToUnixTimeSeconds() + offset;

    private static async Task<string> CallerAsync(AuthenticationApp app, string cookies)
    {
        using var response = await app.GetWithCookieAsync("/public", cookies);
        return await response.TextAsync();
    }
}
