namespace Identity.Storage.Inbox;

/// <summary>When a pending entry is due for a claim.</summary>
internal static class InboxSchedule
{
    /// <summary>How long a new entry is left to whoever added it, in milliseconds.</summary>
    internal const long FirstDelay = 10_000;

    private const long Second = 1_000;
    private const long Minute = 60 * Second;

    /// <summary>How long an entry rests after it was claimed this often (1 or more), in milliseconds.</summary>
    internal static long DelayAfter(int attempts) => attempts switch
    {
        <= 1 => 10 * Second,
        2 => 30 * Second,
        3 => 2 * Minute,
        4 => 10 * Minute,
        _ => 60 * Minute,
    };
}
