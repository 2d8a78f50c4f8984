namespace Identity.Ingest.BackendApi;

/// <summary>How much Clerk may be asked: within its limit, and not while it wants to be left alone.</summary>
internal sealed class BackendApiBudget(BackendApiOptions options, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Share _requests = new();
    private readonly Share _walks = new();
    private DateTimeOffset _pausedUntil;

    /// <summary>Takes one question for somebody who can't wait; false when there is none left in this window.</summary>
    public bool TrySpend() => WaitFor(_requests) == TimeSpan.Zero;

    /// <summary>Takes one question for a walk, as soon as there is one.</summary>
    public async Task SpendAsync(CancellationToken cancellationToken)
    {
        while (WaitFor(_walks) is var wait && wait > TimeSpan.Zero) await Task.Delay(wait, clock, cancellationToken);
    }

    /// <summary>Leaves Clerk alone for a while, if it asked for that.</summary>
    public void Pause(TimeSpan? retryAfter)
    {
        if (retryAfter is not { } pause) return;
        lock (_gate) _pausedUntil = clock.GetUtcNow() + pause;
    }

    // Zero when a question was taken.
    private TimeSpan WaitFor(Share share)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (now < _pausedUntil) return _pausedUntil - now;
            if (now >= share.WindowEnd) (share.WindowEnd, share.Spent) = (now + BackendApiOptions.Window, 0);
            if (share.Spent >= options.PermitsPerWindow) return share.WindowEnd - now;
            share.Spent++;
            return TimeSpan.Zero;
        }
    }

    private sealed class Share
    {
        public DateTimeOffset WindowEnd { get; set; }

        public int Spent { get; set; }
    }
}
