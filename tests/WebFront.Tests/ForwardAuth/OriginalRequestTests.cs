using Identity.WebFront.ForwardAuth;
using Microsoft.AspNetCore.Http;

namespace Identity.WebFront.Tests.ForwardAuth;

public class OriginalRequestTests
{
    [Fact]
    public void FromNginx_Complete_IsTaken() => Assert.Equal(
        new OriginalRequest("POST", "/orders?page=2", "app.example:8443", "https"),
        OriginalRequestReader.FromNginx(Nginx().Request));

    [Theory]
    [InlineData("X-Original-Method", "")]
    [InlineData("X-Original-Method", "GET POST")]
    [InlineData("X-Original-Method", "GET,POST")]
    [InlineData("X-Original-URI", "orders")]
    [InlineData("X-Original-URI", "https://app.example/")]
    [InlineData("X-Original-URI", "/a b")]
    [InlineData("X-Original-URI", "/a\tb")]
    [InlineData("X-Original-URI", "/a\u007fb")]
    [InlineData("X-Forwarded-Host", "app.example, evil.example")]
    [InlineData("X-Forwarded-Host", "app.example/x")]
    [InlineData("X-Forwarded-Host", "user@app.example")]
    [InlineData("X-Forwarded-Proto", "HTTPS, http")]
    [InlineData("X-Forwarded-Proto", "javascript")]
    public void FromNginx_MalformedPart_IsRefused(string name, string value)
    {
        var context = Nginx();
        context.Request.Headers[name] = value;
        Assert.Null(OriginalRequestReader.FromNginx(context.Request));
    }

    [Theory]
    [InlineData("X-Original-Method", 32)]
    [InlineData("X-Original-URI", OriginalRequestReader.MaxTargetLength)]
    [InlineData("X-Forwarded-Host", 260)]
    public void FromNginx_PartOfMaximalLength_IsTakenAndNoMore(string name, int length)
    {
        var context = Nginx();
        var prefix = name == "X-Original-URI" ? "/" : "";
        context.Request.Headers[name] = prefix.PadRight(length, 'a');
        Assert.NotNull(OriginalRequestReader.FromNginx(context.Request));
        context.Request.Headers[name] = prefix.PadRight(length + 1, 'a');
        Assert.Null(OriginalRequestReader.FromNginx(context.Request));
    }

    [Theory]
    [InlineData("ws", "http")]
    [InlineData("wss", "https")]
    public void FromForwarded_WebSocket_HasItsPagesScheme(string proto, string scheme)
    {
        var request = Forwarded("/live", proto).Request;
        Assert.Equal(scheme, OriginalRequestReader.FromForwarded(request)!.Value.Scheme);
    }

    [Theory]
    [InlineData("/orders", "?optional", true)]
    [InlineData("/orders?optional", "", true)]
    [InlineData("/orders?page=2", "?optional", true)]
    [InlineData("/orders?optional", "?optional", false)]
    [InlineData("/orders?page=2", "?page=2", false)]
    public void FromForwarded_QueryOfTheOriginal_IsRefused(string target, string query, bool expected)
    {
        var request = Forwarded(target, "https").Request;
        request.QueryString = new QueryString(query);
        Assert.Equal(expected, OriginalRequestReader.FromForwarded(request) is not null);
    }

    [Fact]
    public void Scope_WhileOpen_ShowsTheOriginalAndThenTheQuestionAgain()
    {
        var context = Nginx();
        context.Request.Method = "GET";
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("front:5080");
        context.Request.Path = "/auth/request";
        context.Request.QueryString = new QueryString("?role=org:admin");
        using (new OriginalRequestScope(context, new("POST", "/a%20b?x=1", "app.example:8443", "https")))
        {
            Assert.Equal("POST https://app.example:8443/a%20b?x=1", Describe(context.Request));
            Assert.Equal("1", context.Request.Query["x"]);
        }
        Assert.Equal("GET http://front:5080/auth/request?role=org:admin", Describe(context.Request));
    }

    [Theory]
    [InlineData("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")]
    [InlineData("Sec-WebSocket-Version", "13")] // over HTTP/2 there is no key
    public void Scope_WebSocketHandshake_IsOneAlthoughProxiesDropUpgrade(string name, string value)
    {
        var context = Nginx();
        context.Request.Headers[name] = value;
        using (new OriginalRequestScope(context, new("GET", "/live", "app.example", "https")))
            Assert.Equal("websocket", context.Request.Headers.Upgrade);
        Assert.Equal(0, context.Request.Headers.Upgrade.Count);
    }

    private static string Describe(HttpRequest request) =>
        $"{request.Method} {request.Scheme}://{request.Host}{request.Path.ToUriComponent()}{request.QueryString}";

    private static DefaultHttpContext Nginx()
    {
        var context = new DefaultHttpContext();
        context.Request.Headers["X-Original-Method"] = "POST";
        context.Request.Headers["X-Original-URI"] = "/orders?page=2";
        context.Request.Headers["X-Forwarded-Host"] = "app.example:8443";
        context.Request.Headers["X-Forwarded-Proto"] = "https";
        return context;
    }

    private static DefaultHttpContext Forwarded(string target, string proto)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers["X-Forwarded-Method"] = "GET";
        context.Request.Headers["X-Forwarded-Uri"] = target;
        context.Request.Headers["X-Forwarded-Host"] = "app.example";
        context.Request.Headers["X-Forwarded-Proto"] = proto;
        return context;
    }
}
