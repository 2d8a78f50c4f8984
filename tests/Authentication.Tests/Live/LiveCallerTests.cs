using Identity.Authentication.Live;
using Identity.Authentication.Tests.Hosting;
using Identity.Clerk.Tokens;
using Identity.Grains.Callers;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Authentication.Tests.Live;

/// <summary>How long a connection may stay open, and what is told meanwhile.</summary>
public sealed class LiveCallerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    [Theory]
    [InlineData(CallerDenial.SessionRevoked, 0, "session-revoked")]
    [InlineData(CallerDenial.SessionRevoked, 200, "session-revoked")]
    [InlineData(CallerDenial.UserBanned, 0, "user-banned")]
    [InlineData(CallerDenial.UserDeleted, 0, "user-deleted")]
    [InlineData(CallerDenial.SessionPending, 0, "session-pending")]
    public async Task Next_Revoked_EndsWithinASecond(CallerDenial denial, int answerMilliseconds, string reason)
    {
        await using var live = await LiveFixture.StartAsync();
        Assert.Equal(LiveNews.None, (await live.NextAsync(Moment)).News);
        live.Users.Answer = async _ =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(answerMilliseconds), live.Clock);
            return UserScript.Denied(denial);
        };

        var (news, after) = await live.NextAsync();

        Assert.Equal(LiveNews.Ended, news);
        Assert.InRange(after, TimeSpan.Zero, Second);
        Assert.Equal(new LiveEnd(LiveEndKind.Revoked, reason), live.Caller.End);
        Assert.Equal(LiveNews.Ended, (await live.NextAsync()).News);
    }

    [Fact]
    public async Task Next_NothingChanges_AsksTwiceASecondAndNoOftener()
    {
        await using var live = await LiveFixture.StartAsync();
        for (var i = 0; i < 100; i++) Assert.Equal(LiveNews.None, (await live.NextAsync(TimeSpan.FromMilliseconds(100))).News);

        Assert.InRange(live.Users.Calls, 19, 21);
    }

    [Fact]
    public async Task Next_UserChanged_TellsOnce()
    {
        await using var live = await LiveFixture.StartAsync();
        live.Users.Answer = _ => new(UserScript.Known() with { Version = 8 });

        Assert.Equal(LiveNews.Changed, (await live.NextAsync(Second)).News);
        Assert.Equal(8, live.Caller.Current.Version);
        Assert.Equal(LiveNews.None, (await live.NextAsync(Second)).News);
    }

    [Fact]
    public async Task Next_OrganizationOrRoleChangesWithoutTheUser_Tells()
    {
        await using var live = await LiveFixture.StartAsync();
        live.Users.Answer = _ => new(UserScript.Known(organization: true));
        Assert.Equal(LiveNews.Changed, (await live.NextAsync(Second)).News);
        Assert.Equal(LiveNews.None, (await live.NextAsync(Second)).News);

        var fewer = UserScript.Organization() with { Permissions = ["org:invoices:read"] };
        live.Users.Answer = _ => new(UserScript.Known() with { Organization = fewer });
        Assert.Equal(LiveNews.Changed, (await live.NextAsync(Second)).News);
        Assert.False(live.Caller.Current.HasOrganizationPermission("org:sys_memberships:read"));

        live.Users.Answer = _ => new(UserScript.Known());
        Assert.Equal(LiveNews.Changed, (await live.NextAsync(Second)).News);
        Assert.Null(live.Caller.Current.Organization);
    }

    [Fact]
    public async Task Next_TokenEnds_ExpiredToTheMoment()
    {
        await using var live = await LiveFixture.StartAsync();

        var (news, _) = await live.NextAsync();

        Assert.Equal(LiveNews.Ended, news);
        Assert.Equal(live.Caller.Deadline, live.Clock.UtcNow);
        Assert.Equal(new LiveEnd(LiveEndKind.Expired, TokenRejection.Expired.Reason), live.Caller.End);
    }

    [Fact]
    public async Task Next_TokenAdmittedByTheClockSkewAlone_EndsAtOnce()
    {
        await using var live = await LiveFixture.StartAsync(tokenAge: TimeSpan.FromSeconds(62));

        Assert.Equal((LiveNews.Ended, TimeSpan.Zero), await live.NextAsync());
        Assert.Equal(LiveEndKind.Expired, live.Caller.End?.Kind);
    }

    [Fact]
    public async Task Next_Cancelled_Throws()
    {
        await using var live = await LiveFixture.StartAsync();
        using var cancel = new CancellationTokenSource();
        var next = live.Caller.NextAsync(Timeout.InfiniteTimeSpan, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task Next_GrainFailsForAWhile_StaysOpen()
    {
        await using var live = await LiveFixture.StartAsync();
        live.Users.Answer = static _ => throw new InvalidOperationException("down");
        Assert.Equal(LiveNews.None, (await live.NextAsync(TimeSpan.FromSeconds(4))).News);
        live.Users.Answer = static _ => new(UserScript.Known());

        Assert.Equal(LiveNews.None, (await live.NextAsync(TimeSpan.FromSeconds(10))).News);
    }

    [Theory]
    [InlineData(true, 5, 6)]
    [InlineData(false, 5, 6)]
    [InlineData(true, 0, 1)]
    [InlineData(false, 0, 1)]
    public async Task Next_GrainFailsOrHangs_EndsWithinTheTolerance(bool fails, int tolerance, int bound)
    {
        await using var live = await LiveFixture.StartAsync(options => options.LiveTolerance = TimeSpan.FromSeconds(tolerance));
        var never = new TaskCompletionSource<CallerResolution>();
        live.Users.Answer = _ => fails ? throw new InvalidOperationException("down") : new(never.Task);

        var (news, after) = await live.NextAsync();

        Assert.Equal(LiveNews.Ended, news);
        Assert.InRange(after, TimeSpan.FromSeconds(tolerance), TimeSpan.FromSeconds(bound));
        Assert.Equal(new LiveEnd(LiveEndKind.Unavailable, "identity-unavailable"), live.Caller.End);
    }

    [Fact]
    public async Task Watch_AnotherInstancesUser_Throws()
    {
        await using var live = await LiveFixture.StartAsync();
        var callers = live.Services.GetRequiredService<LiveCallers>();
        var other = live.User.Claims with { Issuer = "https://clerk.other.test" };

        Assert.Throws<ArgumentException>(() => callers.Watch(new CurrentUser(other, UserScript.Known(), live.Clock)));
    }
}
