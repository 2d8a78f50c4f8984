using System.Diagnostics.Metrics;
using Identity.Clerk.Identifiers;
using Microsoft.Extensions.Options;

namespace Identity.WebFront.Identity.Live;

/// <summary>Bounds and counts the live connections of this process.</summary>
internal sealed class LiveConnections
{
    private readonly Lock _lock = new();
    private readonly Dictionary<UserId, int> _byUser = [];
    private readonly LiveOptions _limits;
    private long _total;

    public LiveConnections(IOptions<LiveOptions> options, IMeterFactory meters)
    {
        _limits = options.Value;
        meters.Create("Identity.WebFront").CreateObservableGauge(
            "identity.live.connections", () => Volatile.Read(ref _total), "{connection}", "Open live connections.");
    }

    /// <summary>Takes a place, which <see cref="Leave"/> gives back, if there is one.</summary>
    public LiveAdmission Enter(UserId user)
    {
        lock (_lock)
        {
            var ofUser = _byUser.GetValueOrDefault(user);
            if (ofUser >= _limits.MaxConnectionsPerUser) return LiveAdmission.UserHasTooMany;
            if (_total >= _limits.MaxConnections) return LiveAdmission.Full;
            _byUser[user] = ofUser + 1;
            _total++;
            return LiveAdmission.Admitted;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Leave(UserId user)
    {
        lock (_lock)
        {
            _total--;
            if (--_byUser[user] == 0) _byUser.Remove(user);
        }
    }
}
