using System.Diagnostics.Metrics;
using Identity.WebFront.Identity.Live;
using Microsoft.Extensions.Options;

namespace Identity.WebFront.Operators.Changes;

/// <summary>Bounds and counts the operators of this process who watch all changes.</summary>
internal sealed class ChangeWatchers
{
    private readonly int _limit;
    private int _count;

    public ChangeWatchers(IOptions<LiveOptions> options, IMeterFactory meters)
    {
        _limit = options.Value.MaxOperatorConnections;
        meters.Create("Identity.WebFront").CreateObservableGauge(
            "identity.live.operator_connections",
            () => Volatile.Read(ref _count),
            "{connection}",
            "Operators who watch all changes.");
    }

    /// <summary>Takes a place, which <see cref="Leave"/> gives back, if there is one.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= _limit) return true;
        Leave();
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Leave() => Interlocked.Decrement(ref _count);
}
