using Identity.Silo.Orleans;
using Identity.Testing;

namespace Identity.Silo.Tests.Orleans;

public class MemberLeaseTests
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(5);

    private readonly ManualTimeProvider _clock = new();
    private readonly MemberLease _lease;

    public MemberLeaseTests() => _lease = new MemberLease(_clock, Length);

    [Fact]
    public void IsValid_NeverRenewed_IsFalse() => Assert.False(_lease.IsValid);

    [Fact]
    public void IsValid_Renewed_LastsItsLengthAndNoLonger()
    {
        _lease.Renew(_lease.Now);
        _clock.Advance(Length - TimeSpan.FromTicks(1));
        Assert.True(_lease.IsValid);

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.False(_lease.IsValid);
    }

    /// <summary>The answer may have been true only when the question was asked, however long it was on its way.</summary>
    [Fact]
    public void Renew_TheAnswerWasSlow_RunsFromTheQuestion()
    {
        var asked = _lease.Now;
        _clock.Advance(Length - TimeSpan.FromSeconds(1));
        _lease.Renew(asked);
        Assert.True(_lease.IsValid);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_lease.IsValid);
    }

    /// <summary>What a SIGSTOP looks like: the process knows nothing of it, and its clock has gone on.</summary>
    [Fact]
    public void IsValid_AfterAPause_IsFalseUntilItIsRenewed()
    {
        _lease.Renew(_lease.Now);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False(_lease.IsValid);

        _lease.Renew(_lease.Now);
        Assert.True(_lease.IsValid);
    }

    [Fact]
    public void End_IsForGood()
    {
        _lease.Renew(_lease.Now);
        _lease.End();
        Assert.False(_lease.IsValid);

        _lease.Renew(_lease.Now);
        Assert.False(_lease.IsValid);
    }
}
