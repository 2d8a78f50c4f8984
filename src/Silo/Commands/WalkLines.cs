using System.Globalization;
using Identity.Ingest.Walks;

namespace Identity.Silo.Commands;

/// <summary>Says how far a walk is where nobody watches: a line for each list's first page, and then every five seconds.</summary>
internal sealed class WalkLines(TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(999);

    private string? _listing;
    private long _began;
    private long _spoke;
    private long _doneBefore;

    /// <summary>The line that is due; null when none is.</summary>
    public string? Next(WalkStatus status)
    {
        var now = clock.GetTimestamp();
        var isNew = status.Listing != _listing;
        if (isNew) (_listing, _began, _doneBefore) = (status.Listing, now, status.Done);
        else if (clock.GetElapsedTime(_spoke, now) < Interval && status.Done != status.Total) return null;
        _spoke = now;
        return Line(status, clock.GetElapsedTime(_began, now));
    }

    private string Line(WalkStatus status, TimeSpan elapsed)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{status.Listing} {status.Done:N0}");
        if (status.Total is { } total) line += string.Create(CultureInfo.InvariantCulture, $" of {total:N0}");
        var rate = elapsed > TimeSpan.Zero ? (status.Done - _doneBefore) / elapsed.TotalSeconds : 0;
        if (rate <= 0) return line;
        line += string.Create(CultureInfo.InvariantCulture, $", {rate:N0}/s");
        if (status.Total is not { } all || status.Done >= all) return line;
        var left = TimeSpan.FromSeconds(Math.Min((all - status.Done) / rate, Longest.TotalSeconds));
        return line + string.Create(
            CultureInfo.InvariantCulture, $", {(int)left.TotalHours:00}:{left:mm\\:ss} left");
    }
}
