using System.Collections.Concurrent;
using Identity.Clerk.Identifiers;

namespace Identity.Ingest.Discovery;

/// <summary>How much Clerk may be asked: within its limit, not while it wants to be left alone, and not twice for nobody.</summary>
internal sealed class DiscoveryBudget(DiscoveryOptions options, TimeProvider clock)
{
    /// <summary>The most users that are remembered as missing. A token is signed, so there can hardly be many.</summary>
    internal const int MissingLimit = 10_000;

    private readonly ConcurrentDictionary<UserId, DateTimeOffset> _missing = new();
    private readonly Lock _gate = new();
    private DateTimeOffset _windowEnd;
    private DateTimeOffset _pausedUntil;
    private int _spent;

    /// <summary>Whether Clerk said a moment ago that there is no such user.</summary>
    public bool IsMissing(UserId id) => _missing.TryGetValue(id, out var until) && clock.GetUtcNow() < until;

    public void RememberMissing(UserId id)
    {
        if (_missing.Count >= MissingLimit) _missing.Clear();
        _missing[id] = clock.GetUtcNow() + DiscoveryOptions.MissingFor;
    }

    /// <summary>Takes one question from the budget; false when there is none left in this window, or Clerk wants a pause.</summary>
    public bool TrySpend()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (now < _pausedUntil) return false;
            if (now >= _windowEnd) (_windowEnd, _spent) = (now + DiscoveryOptions.Window, 0);
            if (_spent >= options.PermitsPerWindow) return false;
            _spent++;
            return true;
        }
    }

    /// <summary>Leaves Clerk alone for a while, if it asked for that.</summary>
    public void Pause(TimeSpan? retryAfter)
    {
        if (retryAfter is not { } pause) return;
        lock (_gate) _pausedUntil = clock.GetUtcNow() + pause;
    }
}
