using System.Net;
using Identity.Authentication.Tests.Hosting;
using Identity.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Identity.Authentication.Tests;

/// <summary>Another site's page makes a browser send our cookies along (CSRF).</summary>
public sealed class CookieOriginTests
{
    private const string Self = "{self}";

    [Theory]
    [InlineData(TokenMint.Party, null, true)]
    [InlineData(TokenMint.Party, "cross-site", true)]
    [InlineData(Self, null, true)]
    [InlineData(Self, "same-origin", true)]
    [InlineData(null, "same-origin", true)]
    [InlineData("null", "same-origin", true)]
    [InlineData("https://front.example.test", "same-origin", true)]
    [InlineData(null, null, false)]
    [InlineData("null", null, false)]
    [InlineData("", null, false)]
    [InlineData("https://evil.example", null, false)]
    [InlineData("https://evil.example", "cross-site", false)]
    [InlineData("https://other.example.test", "same-site", false)]
    [InlineData(Self, "cross-site", false)]
    [InlineData(null, "cross-site", false)]
    [InlineData(null, "none", false)]
    [InlineData("null", "cross-site", false)]
    [InlineData("https://app.example.test.evil.example", null, false)]
    [InlineData("https://APP.example.test", null, false)]
    [InlineData("https://app.example.test/", null, false)]
    [InlineData("http://app.example.test", null, false)]
    [InlineData("https://app.example.test:8443", null, false)]
    [InlineData(TokenMint.Party + " https://evil.example", null, false)]
    [InlineData(Self + "0", null, false)]
    [InlineData(Self, "same-origin, cross-site", false)]
    public async Task Cookie_OnPost_CountsOnlyFromHereOrAListedOrigin(string? origin, string? site, bool counts)
    {
        await using var app = await StartAsync();
        var self = app.Address.GetLeftPart(UriPartial.Authority);

        using var response = await app.SendAsync("/write", request =>
        {
            request.Method = HttpMethod.Post;
            request.Headers.TryAddWithoutValidation("Cookie", $"__session={app.Mint.Mint()}");
            if (origin is not null)
                request.Headers.TryAddWithoutValidation("Origin", origin.Replace(Self, self, StringComparison.Ordinal));
            if (site is not null) request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);
        });

        Assert.Equal(counts ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, response.StatusCode);
        if (counts) return;
        Assert.Equal("cookie-cross-origin", (await response.ProblemAsync()).GetProperty("reason").GetString());
        Assert.Equal(0, app.Users.Calls);
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("HEAD", true)]
    [InlineData("OPTIONS", true)]
    [InlineData("POST", false)]
    [InlineData("PUT", false)]
    [InlineData("PATCH", false)]
    [InlineData("DELETE", false)]
    [InlineData("QUERY", false)]
    public async Task Cookie_FromAnotherOrigin_CountsOnlyForSafeMethods(string method, bool counts)
    {
        await using var app = await StartAsync();

        Assert.Equal(counts ? 200 : 401, await StatusAsync(
            app,
            method,
            $"Cookie: __session={app.Mint.Mint()}",
            "Content-Length: 0",
            "Origin: https://evil.example"));
    }

    [Fact]
    public async Task Cookie_OriginTwice_401()
    {
        await using var app = await StartAsync();
        var origin = $"Origin: {TokenMint.Party}";

        Assert.Equal(401, await StatusAsync(app, "DELETE", $"Cookie: __session={app.Mint.Mint()}", origin, origin));
    }

    [Fact]
    public async Task Cookie_OnAWebSocketHandshakeOfAnotherOrigin_401()
    {
        await using var app = await StartAsync();
        string[] handshake =
        [
            $"Cookie: __session={app.Mint.Mint()}", "Upgrade: websocket",
            "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        ];

        Assert.Equal(401, await StatusAsync(app, "GET", [.. handshake, "Origin: https://evil.example"]));
        Assert.Equal(200, await StatusAsync(app, "GET", [.. handshake, $"Origin: {TokenMint.Party}"]));
    }

    [Fact]
    public async Task Bearer_FromAnotherOrigin_IsNotConcerned()
    {
        await using var app = await StartAsync();

        using var response = await app.SendAsync("/write", request =>
        {
            request.Method = HttpMethod.Post;
            request.Headers.Authorization = new("Bearer", app.Mint.Mint());
            request.Headers.Add("Origin", "https://evil.example");
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
        });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Cookie_CrossOriginOnAPublicEndpoint_IsAnonymous()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Endpoints = routes =>
            routes.MapPost("/open", (CurrentUser? me) => me?.Id.Value ?? "anonymous"));

        using var response = await app.SendAsync("/open", request =>
        {
            request.Method = HttpMethod.Post;
            request.Headers.TryAddWithoutValidation("Cookie", $"__session={app.Mint.Mint()}");
        });

        Assert.Equal("anonymous", await response.TextAsync());
    }

    [Fact]
    public async Task Cookie_TlsEndedBeforeUs_OnlyTheListedOriginCounts()
    {
        // Not listed: to us the page's origin is another, because we see plain http. Nor does its http twin count.
        await using var app = await StartAsync();
        foreach (var (origin, site, status) in new (string, string?, HttpStatusCode)[]
        {
            ("https://front.example.test", null, HttpStatusCode.Unauthorized),
            ("https://front.example.test", "same-origin", HttpStatusCode.OK),
            ("http://front.example.test", "cross-site", HttpStatusCode.Unauthorized),
            (TokenMint.Party, null, HttpStatusCode.OK),
        })
        {
            using var response = await app.SendAsync("/write", request =>
            {
                request.Method = HttpMethod.Post;
                request.Headers.Host = "front.example.test";
                request.Headers.TryAddWithoutValidation("Cookie", $"__session={app.Mint.Mint()}");
                request.Headers.Add("Origin", origin);
                if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
            });
            Assert.Equal(status, response.StatusCode);
        }
    }

    private static async Task<int> StatusAsync(AuthenticationApp app, string method, params string[] headers) =>
        (await RawHttp.GetAsync(app.Address, "/write", headers, TestContext.Current.CancellationToken, method)).Status;

    private static Task<AuthenticationApp> StartAsync() => AuthenticationApp.StartAsync(setup => setup.Endpoints =
        routes => routes.Map("/write", (HttpContext context) => context.GetCurrentUser()?.Id.Value).RequireAuthorization());
}
