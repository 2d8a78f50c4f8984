using Identity.Clerk.Tokens;

namespace Identity.Authentication.Tests.Policies;

/// <summary>How recent a verification is, to the second.</summary>
public sealed class ReverificationTests
{
    private const long Made = 1_790_842_800;

    [Theory]
    [InlineData(VerificationLevel.FirstFactor, 9, -1, true)]
    [InlineData(VerificationLevel.FirstFactor, 10, -1, false)]
    [InlineData(VerificationLevel.FirstFactor, 9, 99, true)]
    [InlineData(VerificationLevel.FirstFactor, 99, 0, false)]
    [InlineData(VerificationLevel.FirstFactor, -1, 0, false)]
    [InlineData(VerificationLevel.SecondFactor, 99, 9, true)]
    [InlineData(VerificationLevel.SecondFactor, 0, 10, false)]
    [InlineData(VerificationLevel.SecondFactor, 9, -1, true)]
    [InlineData(VerificationLevel.SecondFactor, 10, -1, false)]
    [InlineData(VerificationLevel.SecondFactor, -1, -1, false)]
    [InlineData(VerificationLevel.MultiFactor, 9, 9, true)]
    [InlineData(VerificationLevel.MultiFactor, 10, 9, false)]
    [InlineData(VerificationLevel.MultiFactor, 9, 10, false)]
    [InlineData(VerificationLevel.MultiFactor, 9, -1, true)]
    [InlineData(VerificationLevel.MultiFactor, -1, 9, false)]
    [InlineData((VerificationLevel)9, 0, 0, false)]
    public void IsMetBy_Factors_AsClerksSdksSay(VerificationLevel level, int first, int second, bool expected) =>
        Assert.Equal(expected, Within(level).IsMetBy(new FactorVerificationAge(first, second), Made, At(0)));

    [Theory]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    [InlineData(-5, true)]
    public void IsMetBy_TokenGrowsOld_TheAgeGrowsWithIt(int seconds, bool expected) =>
        Assert.Equal(
            expected,
            Within(VerificationLevel.SecondFactor).IsMetBy(new FactorVerificationAge(9, -1), Made, At(seconds)));

    [Fact]
    public void IsMetBy_NoAgeOrNoTime_NeverMet()
    {
        Assert.False(Reverification.Lax.IsMetBy(null, Made, At(0)));
        Assert.False(Reverification.Lax.IsMetBy(new FactorVerificationAge(0, 0), null, At(0)));
    }

    [Fact]
    public void Presets_AreClerks()
    {
        Assert.Equal(new Reverification(VerificationLevel.MultiFactor, TimeSpan.FromMinutes(10)), Reverification.StrictMfa);
        Assert.Equal(new Reverification(VerificationLevel.SecondFactor, TimeSpan.FromMinutes(10)), Reverification.Strict);
        Assert.Equal(new Reverification(VerificationLevel.SecondFactor, TimeSpan.FromMinutes(60)), Reverification.Moderate);
        Assert.Equal(new Reverification(VerificationLevel.SecondFactor, TimeSpan.FromMinutes(1440)), Reverification.Lax);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(2_592_001)]
    public void Create_AgeOutOfRange_Throws(double seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new Reverification(VerificationLevel.FirstFactor, TimeSpan.FromSeconds(seconds)));

    private static Reverification Within(VerificationLevel level) => new(level, TimeSpan.FromMinutes(10));

    private static DateTimeOffset At(int seconds) => DateTimeOffset.FromUnixTimeSeconds(Made + seconds);
}
