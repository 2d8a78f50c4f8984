using Identity.Testing;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>A real Caddy with the configuration of deploy/caddy asks a real front.</summary>
public class CaddyTests(FrontFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Caddyfile_Shipped_LetsPassWhomItShould()
    {
        CaddyProcess.Require();
        await using var application = await EchoServer.StartAsync(Cancel);
        await using var caddy = await CaddyProcess.StartAsync(
            Checkout.Read("deploy", "caddy", "Caddyfile").With(fixture.Front.Http.BaseAddress!, application.Url));
        var member = await new Member(fixture.Front, fixture.NewUser(), "org:member").SignUpAsync(Cancel);

        foreach (var path in new[] { "/orders", "/orders?optional", "/orders?role=org:member", "/admin/?optional" })
            Assert.Equal(401, (await AskAsync(caddy, path, token: null)).Status);
        foreach (var path in new[] { "/admin/", "/admin", "/admin?x=1", "/ADMIN/x", "/public/../%61DMIN" })
            Assert.Equal(403, (await AskAsync(caddy, path, member.Token())).Status);
        Assert.Equal(0, application.Requests);

        var known = await AskAsync(caddy, "/orders?optional", member.Token());
        Assert.Equal([member.UserId], Echo.Read(known.Body).Header("X-Identity-User-Id"));
        Assert.NotEmpty(Echo.Read(known.Body).Header("X-Identity-Assertion"));
        Assert.DoesNotContain("spoofed", known.Body, StringComparison.Ordinal);

        var anonymous = await AskAsync(caddy, "/public/", token: null);
        Assert.Equal(200, anonymous.Status);
        Assert.DoesNotContain("spoofed", anonymous.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caddyfile_FrontIsDown_NothingPasses()
    {
        CaddyProcess.Require();
        await using var application = await EchoServer.StartAsync(Cancel);
        await using var caddy = await CaddyProcess.StartAsync(
            Checkout.Read("deploy", "caddy", "Caddyfile").With(FreePort.Url(), application.Url));
        foreach (var path in new[] { "/orders", "/public/", "/admin/" })
            Assert.InRange((await AskAsync(caddy, path, token: null)).Status, 500, 599);
        Assert.Equal(0, application.Requests);
    }

    [Fact]
    public async Task Caddyfile_WithoutTheQuestionMark_IsRefusedAndNotFooled()
    {
        CaddyProcess.Require();
        await using var application = await EchoServer.StartAsync(Cancel);
        await using var caddy = await CaddyProcess.StartAsync(
            Checkout.Read("deploy", "caddy", "Caddyfile").With(fixture.Front.Http.BaseAddress!, application.Url)
                .Replaced("uri /auth/forward?\n", "uri /auth/forward\n"));
        Assert.Equal(400, (await AskAsync(caddy, "/orders?optional", token: null)).Status);
        Assert.Equal(0, application.Requests);
    }

    private static Task<RawAnswer> AskAsync(CaddyProcess caddy, string target, string? token)
    {
        string[] spoofed = ["X-Identity-User-Id: spoofed", "x-identity-assertion: spoofed", "X_Identity_User_Id: spoofed"];
        return RawHttp.GetAsync(
            caddy.Url, target, token is null ? spoofed : [.. spoofed, "Authorization: Bearer " + token], Cancel);
    }
}
