namespace Identity.Authentication.Propagation;

/// <summary>Remembers which assertions were believed for as long as they could be believed again.</summary>
/// <remarks>
/// Two sets take turns: what is added lives for one to two spans. Only what is signed gets here, so nobody outside can
/// fill it.
/// </remarks>
internal sealed class ReplayGuard(int capacity, TimeSpan span, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private HashSet<UInt128> _current = [];
    private HashSet<UInt128> _previous = [];
    private long _turned = clock.GetTimestamp();

    public PropagationRejection Remember(UInt128 fingerprint)
    {
        lock (_lock)
        {
            TakeTurns();
            if (_current.Contains(fingerprint) || _previous.Contains(fingerprint)) return PropagationRejection.Replayed;
            if (_current.Count >= capacity) return PropagationRejection.TooMany;
            _current.Add(fingerprint);
            return PropagationRejection.None;
        }
    }

    private void TakeTurns()
    {
        var elapsed = clock.GetElapsedTime(_turned);
        if (elapsed < span) return;
        _previous = elapsed < span * 2 ? _current : [];
        _current = [];
        _turned = clock.GetTimestamp();
    }
}
