namespace Identity.Testing;

/// <summary>
/// A clock that stands still until a test moves it, and fires timers in the order in which they are due.
/// </summary>
/// <remarks>
/// <para>
/// <see cref="Advance"/> stops at every due time on the way: a callback sees the time for which its timer was set, and
/// a
/// timer that a callback starts fires in the same call if it is due. Callbacks run on the thread that moves the clock,
/// one after the other. A due time of zero fires at once.
/// </para>
/// <para>Safe for use by several threads; a test that wants one order moves it from one.</para>
/// </remarks>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _utcNow;
    private long _elapsedTicks;
    private long _nextSequence;

    /// <summary>A clock at 2026-10-01T08:20:00Z, or at <paramref name="utcNow"/>.</summary>
    public ManualTimeProvider(DateTimeOffset? utcNow = null) =>
        _utcNow = (utcNow ?? DateTimeOffset.FromUnixTimeSeconds(1_790_842_800)).ToUniversalTime();

    /// <summary>
    /// What the wall clock shows. Setting it later is <see cref="Advance"/>; setting it earlier is what an operator or
    /// NTP does: the wall clock jumps back, timers and stopwatch don't notice.
    /// </summary>
    public DateTimeOffset UtcNow
    {
        get
        {
            lock (_lock) return _utcNow;
        }

        set
        {
            TimeSpan step;
            lock (_lock)
            {
                step = value.ToUniversalTime() - _utcNow;
                if (step < TimeSpan.Zero) _utcNow = value.ToUniversalTime();
            }

            if (step > TimeSpan.Zero) Advance(step);
        }
    }

    /// <summary>How many timers wait. Lets a test wait until the code under test has armed one.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_lock) return _timers.Count;
        }
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => UtcNow;

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_lock) return _elapsedTicks;
    }

    /// <summary>Moves the clock on and fires what falls due on the way.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long end;
        lock (_lock) end = _elapsedTicks + by.Ticks;
        while (NextDue(end) is { } timer) timer.Fire();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    // Moves to the earliest due time up to the end and takes its timer; without one, moves to the end.
    private ManualTimer? NextDue(long end)
    {
        lock (_lock)
        {
            ManualTimer? next = null;
            foreach (var timer in _timers)
            {
                if (timer.DueTicks > end) continue;
                if (next is null || (timer.DueTicks, timer.Sequence).CompareTo((next.DueTicks, next.Sequence)) < 0)
                    next = timer;
            }

            MoveTo(next?.DueTicks ?? end);
            if (next is null) return null;
            if (next.PeriodTicks == 0) _timers.Remove(next);
            next.DueTicks += next.PeriodTicks;
            next.Sequence = _nextSequence++;
            return next;
        }
    }

    private void MoveTo(long ticks)
    {
        // A timer that another thread armed meanwhile may be due in the past; time doesn't go back for it.
        if (ticks <= _elapsedTicks) return;
        _utcNow += TimeSpan.FromTicks(ticks - _elapsedTicks);
        _elapsedTicks = ticks;
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private bool _disposed;

        public long DueTicks { get; set; }

        public long PeriodTicks { get; private set; }

        public long Sequence { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                if (_disposed) return false;
                clock._timers.Remove(this);
                PeriodTicks = period > TimeSpan.Zero ? period.Ticks : 0;
                if (dueTime < TimeSpan.Zero) return true;
                DueTicks = clock._elapsedTicks + (dueTime == TimeSpan.Zero ? PeriodTicks : dueTime.Ticks);
                Sequence = clock._nextSequence++;
                if (dueTime > TimeSpan.Zero || PeriodTicks > 0) clock._timers.Add(this);
            }

            if (dueTime == TimeSpan.Zero) Fire();
            return true;
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._lock)
            {
                _disposed = true;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
