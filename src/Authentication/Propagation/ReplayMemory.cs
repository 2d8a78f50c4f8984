namespace Identity.Authentication.Propagation;

/// <summary>A part of what <see cref="ReplayGuard"/> remembers: two sets that take turns, under their lock.</summary>
internal sealed class ReplayMemory
{
    private readonly Lock _lock = new();
    private HashSet<UInt128> _current = [];
    private HashSet<UInt128> _previous = [];
    private long _number;

    public PropagationRejection Remember(UInt128 fingerprint, ReplayTurn turn, int capacity)
    {
        lock (_lock)
        {
            TurnTo(turn.Number);
            if (_current.Contains(fingerprint) || _previous.Contains(fingerprint)) return PropagationRejection.Replayed;
            if (!turn.TryCount(capacity)) return PropagationRejection.TooMany;
            _current.Add(fingerprint);
            return PropagationRejection.None;
        }
    }

    // Who waited for the lock may come with a turn that is over; what it adds lives a little longer for it.
    private void TurnTo(long number)
    {
        if (number <= _number) return;
        _previous = number == _number + 1 ? _current : [];
        _current = [];
        _number = number;
    }
}
