namespace Orleans.Embedded.Activations;

/// <summary>
/// Counts the collection quanta since the start. Requests note its tick instead of asking the real clock; that is
/// exact enough to tell who was idle for minutes.
/// </summary>
internal sealed class CoarseClock(TimeProvider time, TimeSpan quantum)
{
    private readonly long _start = time.GetTimestamp();
    private int _tick;

    public int Tick => Volatile.Read(ref _tick);

    public void Update() => Volatile.Write(ref _tick, (int)(time.GetElapsedTime(_start).Ticks / quantum.Ticks));

    /// <summary>So many ticks between two readings mean that at least the period has passed.</summary>
    public int TicksOf(TimeSpan period)
        => (int)long.Min(int.MaxValue / 2, ((period.Ticks + quantum.Ticks - 1) / quantum.Ticks) + 1);

    /// <summary>The tick by which at least the period will have passed.</summary>
    public long TickAfter(TimeSpan period) => period <= TimeSpan.Zero ? 0 : (long)Tick + TicksOf(period);
}
