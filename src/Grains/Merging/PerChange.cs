namespace Identity.Grains.Merging;

/// <summary>
/// What a grain shows of its state, made once per change: it is asked on every request of everybody it concerns.
/// </summary>
/// <remarks>Both parts are one reference, so reads that interleave see parts that belong together.</remarks>
internal sealed class PerChange<TState, TShown>(Func<TState, TShown> show)
    where TState : class
{
    private Entry? _last;

    public TShown Of(TState state)
    {
        var last = _last;
        if (last is null || !ReferenceEquals(last.State, state)) _last = last = new Entry(state, show(state));
        return last.Shown;
    }

    private sealed record Entry(TState State, TShown Shown);
}
