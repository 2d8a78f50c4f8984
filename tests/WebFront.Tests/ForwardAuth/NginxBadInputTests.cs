using Identity.Testing;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>What clients write that nobody should believe, or that nobody expects.</summary>
public class NginxBadInputTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
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

    [Theory]
    [InlineData("X-Identity-User-Id: user_spoofed")]
    [InlineData("x-identity-user-id: user_spoofed")]
    [InlineData("X-IDENTITY-USER-ID: user_spoofed")]
    [InlineData("X_Identity_User_Id: user_spoofed")]
    [InlineData("X-Identity_User-Id: user_spoofed")]
    [InlineData("X-Identity-User-Id: \r\nX-Identity-User-Id: user_spoofed\r\nx-identity-user-id: user_spoofed")]
    [InlineData("X-Identity-Session-Id: user_spoofed")]
    [InlineData("X-Identity-Organization-Id: user_spoofed")]
    [InlineData("X-Identity-Organization-Role: user_spoofed")]
    [InlineData("X-Identity-Organization-Permissions: user_spoofed")]
    [InlineData("X-Identity-Actor-Id: user_spoofed")]
    [InlineData("X-Identity-Assertion: user_spoofed")]
    public async Task SpoofedHeader_AnonymousAndMember_NeverReachesTheApplication(string header)
    {
        var anonymous = await RawHttp.GetAsync(Gateway.Url, "/public/", [header], Cancel);
        Assert.Equal(200, anonymous.Status);
        Assert.DoesNotContain("user_spoofed", anonymous.Body, StringComparison.Ordinal);

        var member = await fixture.NewMember().SignUpAsync(Cancel);
        var known = await RawHttp.GetAsync(Gateway.Url, "/orders", [header, $"Authorization: Bearer {member.Token()}"], Cancel);
        Assert.Equal(200, known.Status);
        Assert.DoesNotContain("user_spoofed", known.Body, StringComparison.Ordinal);
        Assert.Equal([member.UserId], Echo.Read(known.Body).Header("X-Identity-User-Id"));
    }

    [Theory]
    [InlineData("X-Original-Method: OPTIONS")]
    [InlineData("X-Original-URI: /public/")]
    [InlineData("X-Forwarded-Method: OPTIONS\r\nX-Forwarded-Uri: /public/")]
    [InlineData("X-Forwarded-Host: evil.example, x\r\nX-Forwarded-Proto: ftp")]
    public async Task SpoofedOriginal_ChangesNothing(string headers)
    {
        Assert.Equal(401, (await RawHttp.GetAsync(Gateway.Url, "/orders", [headers], Cancel)).Status);
        var member = await fixture.NewMember().SignUpAsync(Cancel);
        var known = await RawHttp.GetAsync(Gateway.Url, "/orders", [headers, $"Authorization: Bearer {member.Token()}"], Cancel);
        Assert.Equal(200, known.Status);
    }

    [Theory]
    [InlineData("/orders?optional")]
    [InlineData("/orders?role=org:admin")]
    [InlineData("/a%2fb/%2e%2e/c?x=%00&y=%ff#z")]
    [InlineData("//x//y")]
    [InlineData("/;optional/x;role=org:admin")]
    [InlineData("/orders?token=a%20b&c=\"<>|^`{}\\")]
    [InlineData("/_identity/optional/../../orders")]
    public async Task OddTarget_IsJudgedLikeAnyOther(string target)
    {
        var anonymous = await RawHttp.GetAsync(Gateway.Url, target, [], Cancel);
        Assert.Equal(401, anonymous.Status);
        var member = await fixture.NewMember().SignUpAsync(Cancel);
        var known = await RawHttp.GetAsync(Gateway.Url, target, [$"Authorization: Bearer {member.Token()}"], Cancel);
        Assert.Equal(200, known.Status);
    }

    [Theory]
    [InlineData("/caf\u00c3\u00a9?q=\u00c3\u00a9")]
    [InlineData("/\u00ff\u00fe?q=\u00ff")]
    public async Task UnescapedBytesInTarget_AreJudgedLikeAnyOther(string target)
    {
        Assert.Equal(401, (await RawHttp.GetAsync(Gateway.Url, target, [], Cancel)).Status);
        var member = await fixture.NewMember().SignUpAsync(Cancel);
        var known = await RawHttp.GetAsync(Gateway.Url, target, [$"Authorization: Bearer {member.Token()}"], Cancel);

        // It passes; this application's server doesn't like it.
        Assert.Equal(400, known.Status);
        Assert.DoesNotContain("nginx", known.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TargetOfMaximalLength_IsJudged()
    {
        var target = "/" + new string('a', 7_500);
        var member = await fixture.NewMember().SignUpAsync(Cancel);
        var known = await RawHttp.GetAsync(Gateway.Url, target, [$"Authorization: Bearer {member.Token()}"], Cancel);
        Assert.Equal(200, known.Status);
        Assert.Equal(target, Echo.Read(known.Body).Target);
    }

    [Fact]
    public async Task LargeCookies_Pass()
    {
        var member = await fixture.NewMember().SignUpAsync(Cancel);
        var answer = await RawHttp.GetAsync(
            Gateway.Url, "/orders", [.. Cookies(3, 7_000), $"Authorization: Bearer {member.Token()}"], Cancel);
        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData(1, 9_000, 400)] // more than nginx takes in a line
    [InlineData(4, 8_160, 403)] // all that nginx takes, and with its own headers more than the front does
    public async Task TooLargeCookies_AreTheClientsFault(int lines, int length, int expected)
    {
        var answer = await RawHttp.GetAsync(Gateway.Url, "/orders", Cookies(lines, length), Cancel);
        Assert.Equal(expected, answer.Status);
    }

    [Theory]
    [InlineData("Cookie: __session=\u00ff\u00fe")]
    [InlineData("Authorization: Bearer \u00ff\u00fe")]
    [InlineData("X-Whatever: \u00ff")]
    [InlineData("Authorization: Bearer a\r\nAuthorization: Bearer b")]
    [InlineData("Authorization: Basic YTpi")]
    [InlineData("Authorization: Bearer a, Bearer b")]
    public async Task InvalidHeaders_AreNoFailure(string header)
    {
        var answer = await RawHttp.GetAsync(Gateway.Url, "/orders", [header], Cancel);
        Assert.InRange(answer.Status, 400, 403);
    }

    [Fact]
    public async Task ThousandCookies_AreNoFailure()
    {
        var cookies = string.Join("; ", Enumerable.Range(0, 1000).Select(i => $"c{i}=1"));
        Assert.Equal(401, (await RawHttp.GetAsync(Gateway.Url, "/orders", ["Cookie: " + cookies], Cancel)).Status);
    }

    private static IEnumerable<string> Cookies(int lines, int length) =>
        Enumerable.Range(0, lines).Select(i => $"Cookie: c{i}={new string('x', length)}");
}
