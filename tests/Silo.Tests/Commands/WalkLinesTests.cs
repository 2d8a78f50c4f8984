using Identity.Ingest.Walks;
using Identity.Silo.Commands;
using Identity.Testing;

namespace Identity.Silo.Tests.Commands;

public class WalkLinesTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly WalkLines _lines;

    public WalkLinesTests() => _lines = new WalkLines(_clock);

    [Fact]
    public void Next_FirstPage_SaysHowMany() =>
        Assert.Equal("users 500 of 50,000", _lines.Next(Status("users", 500, 50_000)));

    [Fact]
    public void Next_NobodyKnowsHowMany_SaysWhatWasRead() => Assert.Equal("users 500", _lines.Next(Status("users", 500, null)));

    [Fact]
    public void Next_WithinFiveSeconds_SaysNothing()
    {
        _lines.Next(Status("users", 500, 50_000));
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Null(_lines.Next(Status("users", 1000, 50_000)));
    }

    [Fact]
    public void Next_FiveSecondsLater_SaysHowFastAndHowLong()
    {
        _lines.Next(Status("users", 500, 50_000));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(
            "users 10,500 of 50,000, 2,000/s, 00:00:19 left", _lines.Next(Status("users", 10_500, 50_000)));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_lines.Next(Status("users", 11_000, 50_000)));
    }

    [Fact]
    public void Next_TheLastPage_IsSaidAtOnce()
    {
        _lines.Next(Status("users", 500, 1000));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("users 1,000 of 1,000, 500/s", _lines.Next(Status("users", 1000, 1000)));
    }

    [Fact]
    public void Next_AnotherList_BeginsAnew()
    {
        _lines.Next(Status("users", 500, 1000));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("organizations 3 of 3", _lines.Next(Status("organizations", 3, 3)));
    }

    [Theory]
    [InlineData(360_500, "100:00:00")]
    [InlineData(long.MaxValue, "999:00:00")]
    public void Next_AVeryLongWalk_SaysItInHours(long total, string left)
    {
        _lines.Next(Status("users", 490, total));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.EndsWith($", 1/s, {left} left", _lines.Next(Status("users", 500, total)), StringComparison.Ordinal);
    }

    private static WalkStatus Status(string listing, long done, long? total) =>
        new(WalkKind.Backfill, WalkState.Running, listing, done, total, Report: null);
}
