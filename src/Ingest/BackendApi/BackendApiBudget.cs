namespace Identity.Ingest.BackendApi;

/// <summary>How much Clerk may be asked: within its limit, and not while it wants to be left alone.</summary>
/// <remarks>
/// Of any ten seconds, wherever they begin: so it doesn't matter when Clerk begins to count. The wall clock takes no part.
/// </remarks>
internal sealed class BackendApiBudget(BackendApiOptions options, TimeProvider clock)
{
    /// <summary>The longest that Clerk is left alone at a time, however long it asks for.</summary>
    internal static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly long _start = clock.GetTimestamp();
    private readonly Queue<TimeSpan> _requests = new();
    private readonly Queue<TimeSpan> _walks = new();
    private readonly Queue<TimeSpan> _writes = new();
    private TimeSpan _pausedUntil;

    /// <summary>Takes questions for somebody who can't wait; false, and none is taken, when there aren't so many left.</summary>
    public bool TrySpend(int count = 1) => WaitFor(_requests, options.PermitsPerWindow, count) == TimeSpan.Zero;

    /// <summary>Waits until <see cref="TrySpend"/> would take so many; somebody else may be faster then.</summary>
    public Task RoomAsync(int count, CancellationToken cancellationToken) =>
        WaitAsync(() => WaitFor(_requests, options.PermitsPerWindow, count, takes: false), cancellationToken);

    /// <summary>Takes one question for a walk, as soon as there is one.</summary>
    public Task SpendAsync(CancellationToken cancellationToken) =>
        WaitAsync(() => WaitFor(_walks, options.PermitsPerWindow, 1), cancellationToken);

    /// <summary>Takes one write of the application's; false, and none is taken, when none is left.</summary>
    /// <param name="wait">How long until there is one; zero if it was taken.</param>
    public bool TrySpendWrite(out TimeSpan wait) =>
        (wait = WaitFor(_writes, options.WritesPerWindow, 1)) == TimeSpan.Zero;

    /// <summary>Leaves Clerk alone for a while, if it asked for that.</summary>
    public void Pause(TimeSpan? retryAfter)
    {
        if (retryAfter is not { } asked) return;
        lock (_gate)
        {
            var until = clock.GetElapsedTime(_start) + (asked < LongestPause ? asked : LongestPause);
            if (until > _pausedUntil) _pausedUntil = until;
        }
    }

    private async Task WaitAsync(Func<TimeSpan> wait, CancellationToken cancellationToken)
    {
        while (wait() is var left && left > TimeSpan.Zero) await Task.Delay(left, clock, cancellationToken);
    }

    // Zero when they were taken, or could be.
    private TimeSpan WaitFor(Queue<TimeSpan> spent, int permits, int count, bool takes = true)
    {
        lock (_gate)
        {
            var now = clock.GetElapsedTime(_start);
            if (now < _pausedUntil) return _pausedUntil - now;
            while (spent.TryPeek(out var oldest) && oldest + BackendApiOptions.Window <= now) spent.Dequeue();
            if (spent.Count + count > permits) return spent.Peek() + BackendApiOptions.Window - now;
            for (var i = 0; takes && i < count; i++) spent.Enqueue(now);
            return TimeSpan.Zero;
        }
    }
}
