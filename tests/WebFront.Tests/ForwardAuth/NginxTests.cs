using System.Net;
using System.Net.Http.Headers;
using Identity.Testing;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>A real nginx with the configuration of deploy/nginx asks a real front.</summary>
public class NginxTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Gateway Gateway
    {
        get
        {
            Gateway.Require();
            return fixture.Gateway;
        }
    }

    [Fact]
    public async Task Protected_Anonymous_Is401WithAChallengeAndReachesNobody()
    {
        var before = Gateway.Application.Requests;
        using var answer = await Gateway.Http.GetAsync("/orders", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal(before, Gateway.Application.Requests);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyXzEifQ.")]
    public async Task Protected_BadToken_Is401(string token)
    {
        using var answer = await AskAsync("/orders", token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("invalid_token", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Protected_Member_ReachesTheApplicationWithIdentityAndAssertion()
    {
        var member = await fixture.NewMember("org:admin").SignUpAsync(Cancel);
        var echo = await EchoAsync("/orders?page=2", member.Token());
        Assert.Equal("/orders?page=2", echo.Target);
        Assert.Equal([member.UserId], echo.Header("X-Identity-User-Id"));
        Assert.Equal([member.SessionId], echo.Header("X-Identity-Session-Id"));
        Assert.Equal([member.OrganizationId], echo.Header("X-Identity-Organization-Id"));
        Assert.Equal(["org:admin"], echo.Header("X-Identity-Organization-Role"));
        Assert.Equal(
            ["org:sys_memberships:manage,org:invoices:read,org:invoices:pay"],
            echo.Header("X-Identity-Organization-Permissions"));
        Assert.Empty(echo.Header("X-Identity-Actor-Id"));

        var jwks = await Gateway.Http.GetStringAsync("/.well-known/jwks.json", Cancel);
        var assertion = await AssertionVerifier.VerifyAsync(echo.Header("X-Identity-Assertion").Single(), jwks);
        Assert.Equal(member.UserId, assertion.Subject);
        Assert.Equal(member.SessionId, assertion.GetClaim("sid").Value);
        Assert.DoesNotContain("C-40112", echo.Json.GetRawText() + assertion.EncodedPayload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Protected_CookieInPlaceOfAHeader_Passes()
    {
        var member = await fixture.NewMember().SignUpAsync(Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders");
        request.Headers.Add("Cookie", $"theme=dark; __session={member.Token()}");
        using var answer = await Gateway.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Protected_SessionRevoked_IsRefusedOnTheNextRequest()
    {
        var member = await fixture.NewMember().SignUpAsync(Cancel);
        var token = member.Token();
        await EchoAsync("/orders", token);
        await member.RevokeSessionAsync(Cancel);
        using var answer = await AskAsync("/orders", token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Admin_DemotedByWebhook_Is403OnTheNextRequestWithTheSameToken()
    {
        var member = await fixture.NewMember("org:admin").SignUpAsync(Cancel);
        var token = member.Token();
        await EchoAsync("/admin/", token);
        await member.SetRoleAsync("org:member", Cancel);
        using var answer = await AskAsync("/admin/", token);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);

        var echo = await EchoAsync("/orders", token);
        Assert.Equal(["org:member"], echo.Header("X-Identity-Organization-Role"));
    }

    [Theory]
    [InlineData("/admin")]
    [InlineData("/ADMIN/x")]
    [InlineData("/Admin?x=1")]
    [InlineData("/public/../%61DMIN")]
    public async Task Admin_HoweverItIsWritten_IsForAdmins(string path)
    {
        var member = await fixture.NewMember().SignUpAsync(Cancel);
        var before = Gateway.Application.Requests;
        Assert.Equal(403, (await RawHttp.GetAsync(Gateway.Url, path, ["Authorization: Bearer " + member.Token()], Cancel)).Status);
        Assert.Equal(before, Gateway.Application.Requests);

        using var other = await AskAsync("/administrators", member.Token());
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Optional_Anonymous_ReachesTheApplicationAsNobody()
    {
        var echo = await EchoAsync("/public/", token: null);
        Assert.Empty(echo.Header("X-Identity-User-Id"));
        Assert.Empty(echo.Header("X-Identity-Assertion"));
    }

    [Fact]
    public async Task Optional_RefusedToken_ReachesTheApplicationAsNobody() =>
        Assert.Empty((await EchoAsync("/public/", "garbage")).Header("X-Identity-User-Id"));

    [Fact]
    public async Task Optional_Member_ReachesTheApplicationWithIdentity()
    {
        var member = await fixture.NewMember().SignUpAsync(Cancel);
        var echo = await EchoAsync("/public/", member.Token());
        Assert.Equal([member.UserId], echo.Header("X-Identity-User-Id"));
    }

    [Fact]
    public async Task FrontsOwnPaths_ForTheWorld_AreNotTheQuestionsOfProxies()
    {
        using (var jwks = await Gateway.Http.GetAsync("/.well-known/jwks.json", Cancel))
            Assert.Equal(HttpStatusCode.OK, jwks.StatusCode);
        foreach (var path in new[] { "/auth/request", "/_identity", "/_identity/optional", "/health/live", "/metrics" })
        {
            var before = Gateway.Application.Requests;
            using var answer = await Gateway.Http.GetAsync(path, Cancel);
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.NotFound });
            Assert.Equal(before, Gateway.Application.Requests);
        }
    }

    [Fact]
    public async Task Preflight_Protected_DoesNotPass()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/orders");
        request.Headers.Add("Origin", "https://app.northwind.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        using var answer = await Gateway.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_Body_IsLeftForTheApplication(bool chunked)
    {
        var member = await fixture.NewMember().SignUpAsync(Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders")
        {
            Content = new ByteArrayContent(new byte[200_000]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", member.Token());
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await Gateway.Http.SendAsync(request, Cancel);
        var echo = await Echo.ReadAsync(answer, Cancel);
        Assert.Equal("POST", echo.Method);
        Assert.Equal(200_000, echo.BodyLength);
    }

    private Task<HttpResponseMessage> AskAsync(string path, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return Gateway.Http.SendAsync(request, Cancel);
    }

    private async Task<Echo> EchoAsync(string path, string? token)
    {
        using var answer = await AskAsync(path, token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Echo.ReadAsync(answer, Cancel);
    }
}
