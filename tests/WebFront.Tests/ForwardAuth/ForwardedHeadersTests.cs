using Identity.Testing;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>
/// Where ASPNETCORE_FORWARDEDHEADERS_ENABLED is set, anybody can say from which address they call: it isn't the peer's.
/// </summary>
public class ForwardedHeadersTests
{
    private static readonly string[] Original =
        ["X-Original-Method: GET", "X-Original-URI: /", "X-Forwarded-Host: app.example", "X-Forwarded-Proto: https"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_PeerSaysThatItIsTheProxy_IsNotTrusted()
    {
        using var settings = Forwarding().With("ForwardAuth__TrustedNetworks", "10.0.0.0/8");
        await using var front = await FrontProcess.StartAsync(settings);
        Assert.Equal(403, await AskAsync(front, "X-Forwarded-For: 10.0.0.1"));
    }

    [Fact]
    public async Task Request_ProxyPassesOnItsClientsAddress_IsTrustedAllTheSame()
    {
        using var settings = Forwarding();
        await using var front = await FrontProcess.StartAsync(settings);
        Assert.Equal(401, await AskAsync(front, "X-Forwarded-For: 203.0.113.9"));
        Assert.Equal(401, await AskAsync(front));
    }

    private static FrontSettings Forwarding() =>
        new FrontSettings().With("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true");

    private static async Task<int> AskAsync(FrontProcess front, params string[] headers) =>
        (await RawHttp.GetAsync(front.Http.BaseAddress!, "/auth/request", [.. Original, .. headers], Cancel)).Status;
}
