using System.Text.Json.Nodes;
using Identity.Authentication.Live;
using Identity.Authentication.Tests.Hosting;
using Identity.Clerk.Tokens;
using Identity.Grains.Callers;
using Identity.Testing;

namespace Identity.Authentication.Tests.Live;

/// <summary>A new token, in band, for a connection that is open.</summary>
public sealed class LiveRenewalTests
{
    private static readonly TimeSpan HalfALife = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Refused => new()
    {
        { "sub", "user_2other" },
        { "sid", "sess_2other" },
        { "iss", "https://clerk.other.test" },
        { "azp", "https://evil.test" },
        { "sts", "pending" },
    };

    [Fact]
    public async Task Renew_NewToken_MovesTheDeadlineAndTellsOfIt()
    {
        await using var live = await LiveFixture.StartAsync();
        var before = live.Caller.Deadline;
        Assert.Equal(LiveNews.None, (await live.NextAsync(HalfALife)).News);
        var token = live.Mint.Mint(claims => claims["pla"] = "u:pro");

        Assert.Null(await live.Caller.RenewAsync(token, Cancel));

        Assert.Equal(before + HalfALife, live.Caller.Deadline);
        Assert.Equal(LiveNews.Changed, (await live.NextAsync()).News);
        Assert.True(live.Caller.Current.HasPlan("user:pro"));
        Assert.Equal(LiveNews.Ended, (await live.NextAsync()).News);
        Assert.Equal(before + HalfALife, live.Clock.UtcNow);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Renew_TokenThatWontDo_RefusedAndNothingChanges(string claim, string value)
    {
        await using var live = await LiveFixture.StartAsync();
        var before = live.Caller.Deadline;
        await live.NextAsync(HalfALife);
        var asked = live.Users.Calls;

        var reason = await live.Caller.RenewAsync(live.Mint.Mint(claims => claims[claim] = value), Cancel);

        var expected = claim switch
        {
            "iss" => TokenRejection.InvalidIssuer.Reason,
            "azp" => TokenRejection.InvalidAuthorizedParty.Reason,
            "sts" => "session-pending",
            _ => "caller-differs",
        };
        Assert.Equal(expected, reason);
        Assert.Equal(before, live.Caller.Deadline);
        Assert.Equal(asked, live.Users.Calls);
        Assert.Null(live.Caller.End);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    public async Task Renew_Garbage_Refused(string token)
    {
        await using var live = await LiveFixture.StartAsync();

        Assert.Equal("token-invalid", await live.Caller.RenewAsync(token, Cancel));
    }

    [Fact]
    public async Task Renew_TokenPastItsExp_RefusedAlsoWithinTheClockSkew()
    {
        await using var live = await LiveFixture.StartAsync();
        var now = live.Clock.UtcNow.ToUnixTimeSeconds();
        var token = live.Mint.Mint(claims => (claims["iat"], claims["nbf"], claims["exp"]) = (now - 60, now - 60, now - 2));

        Assert.Equal(TokenRejection.Expired.Reason, await live.Caller.RenewAsync(token, Cancel));
        Assert.Null(live.Caller.End);
    }

    [Fact]
    public async Task Renew_CallerRevoked_RefusedAndEnds()
    {
        await using var live = await LiveFixture.StartAsync();
        live.Users.Answer = static _ => new(UserScript.Denied(CallerDenial.SessionRevoked));

        Assert.Equal("session-revoked", await live.Caller.RenewAsync(live.Mint.Mint(), Cancel));
        Assert.Equal(new LiveEnd(LiveEndKind.Revoked, "session-revoked"), live.Caller.End);
    }

    [Fact]
    public async Task Renew_AfterTheEnd_StaysEnded()
    {
        await using var live = await LiveFixture.StartAsync();
        await live.NextAsync();

        Assert.Equal(TokenRejection.Expired.Reason, await live.Caller.RenewAsync(live.Mint.Mint(), Cancel));
        Assert.Equal(LiveNews.Ended, (await live.NextAsync()).News);
    }

    [Fact]
    public async Task Renew_GrainFails_RefusedAndTheOldTokenGoesOn()
    {
        await using var live = await LiveFixture.StartAsync();
        live.Users.Answer = static _ => throw new InvalidOperationException("down");

        Assert.Equal("identity-unavailable", await live.Caller.RenewAsync(live.Mint.Mint(), Cancel));
        Assert.Null(live.Caller.End);
    }

    [Fact]
    public async Task Renew_ImpersonatedWhereThatIsRefused_Refused()
    {
        await using var live = await LiveFixture.StartAsync(static options => options.RejectImpersonation = true);
        var token = live.Mint.Mint(claims => claims["act"] = new JsonObject { ["sub"] = "user_support" });

        Assert.Equal("impersonation", await live.Caller.RenewAsync(token, Cancel));
    }

    [Fact]
    public async Task Renew_WhileTheGrainIsAsked_TheNewTokensAnswerCounts()
    {
        await using var live = await LiveFixture.StartAsync();
        var slow = new TaskCompletionSource<CallerResolution>();
        live.Users.Answer = _ => new(slow.Task);
        var next = live.Caller.NextAsync(TimeSpan.FromSeconds(1), Cancel);
        live.Users.Answer = static _ => new(UserScript.Known() with { Version = 9 });
        Assert.Null(await live.Caller.RenewAsync(live.Mint.Mint(claims => claims["pla"] = "u:pro"), Cancel));
        slow.SetResult(UserScript.Known());
        await Patience.PassAsync(live.Clock, TimeSpan.FromMilliseconds(10), next, Cancel);

        Assert.Equal(LiveNews.Changed, await next);
        Assert.Equal(9, live.Caller.Current.Version);
        Assert.True(live.Caller.Current.HasPlan("user:pro"));
    }
}
