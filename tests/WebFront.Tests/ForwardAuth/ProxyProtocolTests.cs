using Identity.Testing;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>How Traefik, Caddy and Envoy ask, down to the bytes.</summary>
public class ProxyProtocolTests(FrontFixture fixture)
{
    private static readonly string[] Forwarded = ["X-Forwarded-Host: app.example", "X-Forwarded-Proto: https"];

    private readonly FrontProcess _front = fixture.Front;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PROPFIND")]
    public async Task Forward_AnyMethodOfTheQuestion_IsAnswered(string method)
    {
        string[] headers = [.. Forwarded, "X-Forwarded-Method: POST", "X-Forwarded-Uri: /orders?page=2"];
        Assert.Equal(401, (await RawAsync(method, "/auth/forward", headers)).Status);
        Assert.Equal(200, (await RawAsync(method, "/auth/forward", [.. headers, await BearerAsync()])).Status);
        Assert.Equal(200, (await RawAsync(method, "/auth/forward?optional", headers)).Status);
        Assert.Equal(403, (await RawAsync(method, "/auth/forward?role=org:admin", [.. headers, await BearerAsync()])).Status);
    }

    [Fact]
    public async Task Forward_QueryOfTheClient_IsRefused()
    {
        // Caddy with "uri /auth/forward" passes the client's query on.
        string[] headers = [.. Forwarded, "X-Forwarded-Method: GET", "X-Forwarded-Uri: /orders?optional"];
        Assert.Equal(400, (await RawAsync("GET", "/auth/forward?optional", headers)).Status);
    }

    [Fact]
    public async Task Forward_WebSocketOfTraefik_IsAnswered()
    {
        string[] headers =
        [
            "X-Forwarded-Host: app.example", "X-Forwarded-Proto: wss", "X-Forwarded-Method: GET", "X-Forwarded-Uri: /live",
        ];
        Assert.Equal(200, (await RawAsync("GET", "/auth/forward", [.. headers, await BearerAsync()])).Status);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("PROPFIND")]
    public async Task ExtAuthz_AnyMethodAndTarget_IsJudged(string method)
    {
        foreach (var target in new[] { "/", "/orders", "/a%2fb/%2e%2e/c?x=1", "//x", "/;optional/", "/caf%c3%a9" })
        {
            Assert.Equal(401, (await RawAsync(method, "/auth/ext-authz" + target, ["X-Forwarded-Proto: https"])).Status);
            string[] known = ["X-Forwarded-Proto: https", await BearerAsync()];
            Assert.Equal(200, (await RawAsync(method, "/auth/ext-authz" + target, known)).Status);
        }
    }

    [Theory]
    [InlineData("/../../health/live")]
    [InlineData("/../../identity/whoami")]
    [InlineData("/../request?optional")]
    [InlineData("/..;optional/x")]
    [InlineData("/%2e%2e/%2e%2e/health/live")]
    [InlineData("/orders?optional")]
    [InlineData("/;optional")]
    [InlineData("/../ext-authz;optional/x")]
    public async Task ExtAuthz_TargetThatTriesToChooseTheAnswer_Is401(string target)
    {
        var answer = await RawAsync("GET", "/auth/ext-authz" + target, ["X-Forwarded-Proto: https"]);
        Assert.Equal(401, answer.Status);
        answer = await RawAsync("GET", "/auth/ext-authz;role=org:admin" + target, ["X-Forwarded-Proto: https", await BearerAsync()]);
        Assert.Equal(403, answer.Status);
    }

    [Theory]
    [InlineData(";optional", 200)]
    [InlineData(";role=org:member;permission=org:invoices:read", 401)]
    [InlineData(";optionl", 400)]
    [InlineData("x", 404)]
    [InlineData("", 401)]
    public async Task ExtAuthz_ParametersOfThePrefix_AreTheRequirement(string parameters, int expected) =>
        Assert.Equal(expected, (await RawAsync("GET", $"/auth/ext-authz{parameters}/orders", ["X-Forwarded-Proto: https"])).Status);

    [Theory]
    [InlineData("/auth/ext-authz")]
    [InlineData("/auth/ext-authz?optional")]
    [InlineData("/auth/ext-authz;optional")]
    public async Task ExtAuthz_WithoutATargetOfTheClient_IsRefused(string target) =>
        Assert.Equal(400, (await RawAsync("GET", target, ["X-Forwarded-Proto: https"])).Status);

    [Theory]
    [InlineData("OPTIONS", "/auth/ext-authz/orders")]
    [InlineData("OPTIONS", "/auth/forward")]
    public async Task Preflight_IsNotWavedThrough(string method, string target)
    {
        // CORS would answer it with 204, which most proxies take for a yes.
        string[] headers =
        [
            .. Forwarded, "X-Forwarded-Method: OPTIONS", "X-Forwarded-Uri: /orders", "Origin: https://app.northwind.example",
            "Access-Control-Request-Method: POST",
        ];
        Assert.Equal(401, (await RawAsync(method, target, headers)).Status);
    }

    private Task<RawAnswer> RawAsync(string method, string target, IEnumerable<string> headers) =>
        RawHttp.GetAsync(_front.Http.BaseAddress!, target, headers, Cancel, method);

    private async Task<string> BearerAsync()
    {
        var member = await new Member(_front, fixture.NewUser(), "org:member").SignUpAsync(Cancel);
        return "Authorization: Bearer " + member.Token();
    }
}
