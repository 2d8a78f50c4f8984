using Identity.Testing;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>The scheme's rule for cookies looks at the request that nginx holds, and not at nginx's question.</summary>
public class CrossSiteTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Listed = "Origin: https://app.northwind.example";
    private const string Foreign = "Origin: https://evil.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", Foreign, 200)]
    [InlineData("POST", Foreign, 401)]
    [InlineData("POST", "X-None: 1", 401)]
    [InlineData("POST", Listed, 200)]
    [InlineData("POST", "Sec-Fetch-Site: same-origin", 200)]
    [InlineData("DELETE", "Sec-Fetch-Site: cross-site", 401)]
    [InlineData("GET", Foreign + "\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", 401)]
    [InlineData("GET", Listed + "\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", 200)]
    [InlineData("POST", Foreign + "\r\nX-Original-Method: GET", 401)]
    [InlineData("POST", Foreign + "\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https", 401)]
    public async Task Cookie_FromAnotherSite_CountsForNoChange(string method, string headers, int expected)
    {
        Gateway.Require();
        var member = await fixture.NewMember().SignUpAsync(Cancel);
        var answer = await RawHttp.GetAsync(
            fixture.Gateway.Url, "/orders", [headers, "Content-Length: 0", "Cookie: __session=" + member.Token()], Cancel, method);
        Assert.Equal(expected, answer.Status);
    }

    [Fact]
    public async Task Cookie_FromTheGatewaysOwnPage_Counts()
    {
        Gateway.Require();
        var member = await fixture.NewMember().SignUpAsync(Cancel);
        var own = "Origin: " + fixture.Gateway.Url.GetLeftPart(UriPartial.Authority);
        var answer = await RawHttp.GetAsync(
            fixture.Gateway.Url, "/orders", [own, "Content-Length: 0", "Cookie: __session=" + member.Token()], Cancel, "POST");
        Assert.Equal(200, answer.Status);
    }
}
