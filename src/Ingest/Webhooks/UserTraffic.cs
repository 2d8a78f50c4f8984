namespace Identity.Ingest.Webhooks;

/// <summary>
/// Knows whether users are being served. The intake of webhooks makes room for them, and hurries when there are none.
/// </summary>
public sealed class UserTraffic(TimeProvider clock)
{
    /// <summary>
    /// How long after a request users count as being served. Long enough that those of a quiet hour, some seconds
    /// apart, find room too: whoever comes first of all doesn't.
    /// </summary>
    internal static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(100);

    private readonly long _memory = Ticks(clock, Memory);
    private readonly long _grain = Ticks(clock, Grain);
    private long _last = clock.GetTimestamp() - Ticks(clock, Memory);

    /// <summary>Whether a request came lately.</summary>
    public bool IsRecent => clock.GetTimestamp() - Volatile.Read(ref _last) < _memory;

    /// <summary>A user's request is here.</summary>
    public void Note()
    {
        // Most requests only read: processors that write one place in turn wait for each other.
        var now = clock.GetTimestamp();
        if (now - Volatile.Read(ref _last) >= _grain) Volatile.Write(ref _last, now);
    }

    private static long Ticks(TimeProvider clock, TimeSpan time) =>
        (long)(time.TotalSeconds * clock.TimestampFrequency);
}
