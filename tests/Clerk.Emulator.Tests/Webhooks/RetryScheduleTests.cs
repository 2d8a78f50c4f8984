using Identity.Clerk.Emulator.Webhooks;

namespace Identity.Clerk.Emulator.Tests.Webhooks;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(3, 30)]
    [InlineData(4, 300)]
    [InlineData(5, 300)]
    [InlineData(1_000_000, 300)]
    public void After_FailedAttempts_GivesSeconds(int failed, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.After(failed, retryAfter: null));

    [Theory]
    [InlineData(2, -5, 5)]
    [InlineData(2, 0, 5)]
    [InlineData(2, 7, 7)]
    [InlineData(2, 10, 10)]
    [InlineData(2, 86_400, 10)]
    public void After_ReceiverAsks_StaysWithinTwiceTheInterval(int failed, int asked, int seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds), RetrySchedule.After(failed, TimeSpan.FromSeconds(asked)));
}
