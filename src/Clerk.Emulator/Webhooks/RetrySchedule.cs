namespace Identity.Clerk.Emulator.Webhooks;

/// <summary>
/// Svix' schedule (at once, 5 s, 5 min, 30 min, hours) scaled down to what somebody waits for at a desk. The last
/// interval repeats for as long as the emulator runs.
/// </summary>
internal static class RetrySchedule
{
    private static readonly TimeSpan[] Delays =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5)];

    /// <param name="failedAttempts">How many attempts there were, at least 1.</param>
    /// <param name="retryAfter">
    /// What the receiver asked for; as with Svix it may delay up to twice the interval.
    /// </param>
    public static TimeSpan After(int failedAttempts, TimeSpan? retryAfter)
    {
        var delay = Delays[Math.Min(failedAttempts, Delays.Length) - 1];
        if (retryAfter is not { } asked || asked <= delay)
            return delay;
        return asked < delay * 2 ? asked : delay * 2;
    }
}
