using Identity.Testing;

namespace Identity.Clerk.Tests;

/// <summary>The clock that the tests of every project move.</summary>
public sealed class TestingClockTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Advance_Timers_FireInOrderOfTheirDueTimes()
    {
        var start = _clock.UtcNow;
        var fired = new List<(string, TimeSpan)>();
        using var late = Timer("late", 3, -1, fired, start);
        using var early = Timer("early", 1, -1, fired, start);
        using var periodic = Timer("periodic", 1, 2, fired, start);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(
            [("early", 1), ("periodic", 1), ("late", 3), ("periodic", 3), ("periodic", 5)],
            fired.Select(it => (it.Item1, (int)it.Item2.TotalSeconds)));
        Assert.Equal(start.AddSeconds(5), _clock.GetUtcNow());
        Assert.Equal(1, _clock.ActiveTimers);
    }

    [Fact]
    public async Task Advance_DelayAndTimeout_Complete()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(2), _clock, TestContext.Current.CancellationToken);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(2), _clock);
        _clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        Assert.False(delay.IsCompleted || timeout.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromTicks(1));
        await delay;
        Assert.True(timeout.IsCancellationRequested);
    }

    [Fact]
    public void UtcNow_SetBack_LeavesStopwatchAndTimers()
    {
        var fired = new List<(string, TimeSpan)>();
        using var timer = Timer("t", 10, -1, fired, _clock.UtcNow);
        var before = _clock.GetTimestamp();
        _clock.UtcNow -= TimeSpan.FromHours(1);
        Assert.Equal(before, _clock.GetTimestamp());
        _clock.UtcNow += TimeSpan.FromSeconds(10);
        Assert.Single(fired);
        Assert.Equal(TimeSpan.FromSeconds(10), _clock.GetElapsedTime(before));
    }

    [Fact]
    public void Change_DueNow_FiresAtOnceAndDisposedNever()
    {
        var fired = 0;
        var timer = _clock.CreateTimer(_ => fired++, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, fired);
        Assert.True(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        Assert.Equal(1, fired);
        timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();
        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, fired);
    }

    private ITimer Timer(string name, int due, int period, List<(string, TimeSpan)> fired, DateTimeOffset start) =>
        _clock.CreateTimer(
            _ => fired.Add((name, _clock.UtcNow - start)),
            null,
            TimeSpan.FromSeconds(due),
            period < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(period));
}
