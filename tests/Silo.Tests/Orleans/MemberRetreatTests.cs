using Identity.Silo.Orleans;
using Identity.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;

namespace Identity.Silo.Tests.Orleans;

public class MemberRetreatTests
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ManualTimeProvider _clock = new();
    private readonly MemberLease _lease;
    private readonly MemberRetreat _retreat;
    private bool _othersHaveOne = true;
    private int _ended;

    public MemberRetreatTests()
    {
        _lease = new MemberLease(_clock, Length);
        _lease.Renew(_lease.Now);
        _retreat = new MemberRetreat(
            _lease,
            Proxied.Of<IOtherMembers>((nameof(IOtherMembers.AnyHasLeaseAsync), _ => Task.FromResult(_othersHaveOne))),
            Proxied.Of<IFatalErrorHandler>((nameof(IFatalErrorHandler.OnFatalException), _ => ++_ended)),
            Patience,
            _clock,
            NullLogger<MemberRetreat>.Instance);
    }

    [Fact]
    public async Task Consider_AnotherSiloHasALease_EndsWhenThePatienceIsOver()
    {
        await AfterAsync(Length);
        await AfterAsync(Patience - TimeSpan.FromTicks(1));
        Assert.Equal(0, _ended);

        await AfterAsync(TimeSpan.FromTicks(1));
        Assert.Equal(1, _ended);
    }

    [Fact]
    public async Task Consider_ALeaseItself_BeginsAnew()
    {
        await AfterAsync(Length);
        _clock.Advance(Patience);
        _lease.Renew(_lease.Now);
        await AfterAsync(Length - TimeSpan.FromTicks(1));
        await AfterAsync(TimeSpan.FromTicks(1));
        Assert.Equal(0, _ended);

        await AfterAsync(Patience);
        Assert.Equal(1, _ended);
    }

    /// <summary>The database is away for all: who ends loses what it has in memory, and nobody gains by it.</summary>
    [Fact]
    public async Task Consider_NobodyHasALease_Stays()
    {
        _othersHaveOne = false;
        await AfterAsync(Length);
        await AfterAsync(TimeSpan.FromHours(1));
        Assert.Equal(0, _ended);
    }

    /// <summary>The database is back, and another has noticed first.</summary>
    [Fact]
    public async Task Consider_AnotherHasOneAgain_GivesThisOneTimeToHearToo()
    {
        _othersHaveOne = false;
        await AfterAsync(TimeSpan.FromHours(1));
        _othersHaveOne = true;
        await AfterAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(0, _ended);
    }

    private Task AfterAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return _retreat.ConsiderAsync(TestContext.Current.CancellationToken);
    }
}
