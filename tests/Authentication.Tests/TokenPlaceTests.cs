using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Identity.Authentication.Tests.Hosting;
using Identity.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Identity.Authentication.Tests;

/// <summary>Places for a token where a page can't set the Authorization header. None is looked at by default.</summary>
public sealed class TokenPlaceTests
{
    private const string Section = "Authentication:Schemes:Clerk:";
    private const string RequestLog = "Microsoft.AspNetCore.Hosting.Diagnostics";
    private const string WebSocket = "Upgrade: websocket";
    private const string EventSource = "Accept: text/event-stream";

    [Fact]
    public async Task Request_NothingConfigured_OtherPlacesAreNotLookedAt()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var token = app.Mint.Mint();

        Assert.Equal(401, await StatusAsync(app, "", $"X-Session-Token: {token}"));
        Assert.Equal(401, await StatusAsync(app, "", $"Sec-WebSocket-Protocol: bearer.{token}", WebSocket));
        Assert.Equal(401, await StatusAsync(app, $"?token={token}", WebSocket));
        Assert.Equal(401, await StatusAsync(app, $"?token={token}", EventSource));
    }

    [Theory]
    [InlineData("X-Session-Token: {0}", 200)]
    [InlineData("x-session-token: Bearer {0}", 200)]
    [InlineData("X-Session-Token:", 401)]
    [InlineData("X-Session-Token: garbage", 401)]
    [InlineData("X-Other: {0}", 401)]
    public async Task Header_Named_IsRead(string header, int status)
    {
        await using var app = await StartAsync(("TokenHeader", "X-Session-Token"));

        Assert.Equal(status, await StatusAsync(app, "", string.Format(null, header, app.Mint.Mint())));
    }

    [Fact]
    public async Task Header_NamedAndTheUsualOne_MustBeTheSame()
    {
        await using var app = await StartAsync(("TokenHeader", "X-Session-Token"));
        var (token, other) = (app.Mint.Mint(), app.Mint.Mint(claims => claims["sub"] = "user_2other"));
        var named = $"X-Session-Token: {token}";

        Assert.Equal(200, await StatusAsync(app, "", named, $"Authorization: Bearer {token}"));
        Assert.Equal(401, await StatusAsync(app, "", named, $"Authorization: Bearer {other}"));
        Assert.Equal(401, await StatusAsync(app, "", named, named));
        Assert.Equal(200, await StatusAsync(app, "", named, $"Cookie: __session={other}"));
        Assert.Equal(200, await StatusAsync(app, "", named, "Authorization: Basic QTpC"));
    }

    [Theory]
    [InlineData("Sec-WebSocket-Protocol: bearer.{0}", 200)]
    [InlineData("Sec-WebSocket-Protocol: chat, bearer.{0}", 200)]
    [InlineData("Sec-WebSocket-Protocol: bearer.{0},bearer.{0}", 200)]
    [InlineData("Sec-WebSocket-Protocol: bearer.{0}, bearer.x", 401)]
    [InlineData("Sec-WebSocket-Protocol: {0}", 401)]
    [InlineData("Sec-WebSocket-Protocol: Bearer.{0}", 401)]
    [InlineData("Sec-WebSocket-Protocol: bearer.", 401)]
    [InlineData("Sec-WebSocket-Protocol: ,,,", 401)]
    public async Task Subprotocol_WithAToken_IsRead(string header, int status)
    {
        await using var app = await StartAsync(("TokenHeader", "Sec-WebSocket-Protocol"));

        Assert.Equal(status, await StatusAsync(app, "", string.Format(null, header, app.Mint.Mint()), WebSocket));
    }

    [Theory]
    [InlineData("?token={0}", WebSocket, 200)]
    [InlineData("?token={0}", "Upgrade: WebSocket", 200)]
    [InlineData("?token={0}", "Upgrade: h2c, websocket", 200)]
    [InlineData("?token={0}", EventSource, 200)]
    [InlineData("?token={0}", "Accept: text/event-stream, */*", 200)]
    [InlineData("?a=1&token={0}&b=2", EventSource, 200)]
    [InlineData("?token={0}&token={0}", EventSource, 200)]
    [InlineData("?token={0}&token=x", EventSource, 401)]
    [InlineData("?token=", EventSource, 401)]
    [InlineData("?token=garbage", EventSource, 401)]
    [InlineData("?token=%ff%00%zz", EventSource, 401)]
    [InlineData("?tokens={0}", EventSource, 401)]
    [InlineData("?token={0}", "Accept: text/html", 401)]
    [InlineData("?token={0}", "Upgrade: h2c", 401)]
    public async Task Query_OfALiveConnection_IsRead(string query, string header, int status)
    {
        await using var app = await StartWithQueryAsync();

        Assert.Equal(status, await StatusAsync(app, string.Format(null, query, app.Mint.Mint()), header));
    }

    [Fact]
    public async Task Query_AndHeader_MustBeTheSame()
    {
        await using var app = await StartWithQueryAsync();
        var (token, other) = (app.Mint.Mint(), app.Mint.Mint(claims => claims["sub"] = "user_2other"));

        Assert.Equal(200, await StatusAsync(app, $"?token={token}", EventSource, $"Authorization: Bearer {token}"));
        Assert.Equal(401, await StatusAsync(app, $"?token={other}", EventSource, $"Authorization: Bearer {token}"));
        Assert.Equal(200, await StatusAsync(app, $"?token={token}", EventSource, $"Cookie: __session={other}"));
    }

    [Fact]
    public async Task Query_WithAToken_IsInNoLogAndNoTrace()
    {
        // A listener hears the whole process: these requests are told from others by their trace.
        const string Trace = "5a3c1f00c0ffee005a3c1f00c0ffee00";
        var tags = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId.ToHexString() != Trace) return;
                var values = activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}");
                tags.Enqueue($"{activity.DisplayName} {string.Join(' ', values)}");
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await StartWithQueryAsync();
        string[] tokens = [app.Mint.Mint(), app.Mint.Mint(claims => claims["exp"] = 1), "garbage-garbage"];

        foreach (var token in tokens)
            await StatusAsync(app, $"?token={token}", EventSource, $"traceparent: 00-{Trace}-00000000c0ffee00-01");

        // A request's own trace ends a moment after its answer.
        await Patience.UntilAsync(() => tags.Count >= tokens.Length, TestContext.Current.CancellationToken);
        Assert.NotEmpty(app.Logs.Lines);
        foreach (var secret in tokens.SelectMany(token => token.Split('.')))
        {
            Assert.All(app.Logs.Lines, line => Assert.DoesNotContain(secret, line.Text, StringComparison.Ordinal));
            Assert.All(tags, tag => Assert.DoesNotContain(secret, tag, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Start_QueryWhileRequestsAreLogged_FailsAndNamesTheLog()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync(("TokenQueryParameter", "token")));

        Assert.Contains($"Logging:LogLevel:{RequestLog}", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TokenHeader", "Authorization")]
    [InlineData("TokenHeader", "cookie")]
    [InlineData("TokenHeader", "Host")]
    [InlineData("TokenHeader", "Sec-Fetch-Site")]
    [InlineData("TokenHeader", "Proxy-Authorization")]
    [InlineData("TokenHeader", "X Token")]
    [InlineData("TokenHeader", "X-Token:")]
    [InlineData("TokenQueryParameter", "a b")]
    [InlineData("TokenQueryParameter", "a&b")]
    [InlineData("MaxRememberedBytes", "-1")]
    [InlineData("MaxRememberedBytes", "1073741825")]
    public async Task Start_NameThatCannotWork_Fails(string setting, string value)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync((setting, value)));

        Assert.Contains(failure.Failures, sentence => sentence.Contains(Section + setting, StringComparison.Ordinal));
    }

    private static Task<AuthenticationApp> StartWithQueryAsync() => AuthenticationApp.StartAsync(setup =>
    {
        setup.Settings[Section + "TokenQueryParameter"] = "token";
        setup.Services = services => services.AddLogging(logging => logging.AddFilter(RequestLog, LogLevel.Warning));
    });

    private static Task<AuthenticationApp> StartAsync(params (string Key, string Value)[] settings) =>
        AuthenticationApp.StartAsync(setup =>
        {
            foreach (var (key, value) in settings) setup.Settings[Section + key] = value;
        });

    private static async Task<int> StatusAsync(AuthenticationApp app, string query, params string[] headers)
    {
        var cancel = TestContext.Current.CancellationToken;
        return (await RawHttp.GetAsync(app.Address, "/protected" + query, headers, cancel)).Status;
    }
}
