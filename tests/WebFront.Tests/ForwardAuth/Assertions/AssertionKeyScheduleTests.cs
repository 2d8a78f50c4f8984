using Identity.WebFront.ForwardAuth;
using Identity.WebFront.ForwardAuth.Assertions;

namespace Identity.WebFront.Tests.ForwardAuth.Assertions;

public class AssertionKeyScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void NextActivation_NoKey_IsNow() =>
        Assert.Equal(Start, AssertionKeySchedule.NextActivation([], Day, Start));

    [Theory]
    [InlineData(0, null)]
    [InlineData(1429, null)]
    [InlineData(1430, 1440)] // published ten minutes before it signs
    [InlineData(1435, 1445)] // also when the front was late
    [InlineData(99_999, 100_009)]
    public void NextActivation_OneKey_IsItsRotationButNeverWithoutTheOverlap(int nowMinutes, int? expectedMinutes)
    {
        var next = AssertionKeySchedule.NextActivation([KeyAt(0)], Day, Start.AddMinutes(nowMinutes));
        Assert.Equal(expectedMinutes is { } minutes ? Start.AddMinutes(minutes) : null, next);
    }

    [Fact]
    public void NextActivation_SuccessorIsThere_IsNone() =>
        Assert.Null(AssertionKeySchedule.NextActivation([KeyAt(0), KeyAt(1440)], Day, Start.AddMinutes(1435)));

    [Theory]
    [InlineData(1440, 0)]
    [InlineData(1449, 0)]
    [InlineData(1450, 1)] // the last assertion of the older one has long expired
    public void Retired_Superseded_AfterTheOverlap(int nowMinutes, int expected) =>
        Assert.Equal(expected, AssertionKeySchedule.Retired([KeyAt(0), KeyAt(1440)], Start.AddMinutes(nowMinutes)).Count());

    [Fact]
    public void Retired_NewestKey_IsNeverOne() => Assert.Empty(AssertionKeySchedule.Retired([KeyAt(0)], Start.AddYears(9)));

    [Fact]
    public void Overlap_CoversCachesFrontsAndLifetime() => Assert.True(
        AssertionKeySchedule.Overlap
        >= AssertionKeySchedule.JwksMaxAge + AssertionKeySchedule.RefreshInterval
        + ForwardAuthOptionsValidator.MaxLifetime);

    [Theory]
    [InlineData(-5, 0)] // the clock was set back
    [InlineData(0, 0)]
    [InlineData(1439, 0)]
    [InlineData(1440, 1)]
    public void SignerAt_Moment_IsTheNewestActiveKey(int nowMinutes, int expected)
    {
        AssertionKey[] keys = [KeyAt(0), KeyAt(1440)];
        Assert.Same(keys[expected], new AssertionKeyRing(keys.Reverse()).SignerAt(Start.AddMinutes(nowMinutes)));
    }

    private static AssertionKey KeyAt(int minutes) => AssertionKey.Create(Start.AddMinutes(minutes));
}
