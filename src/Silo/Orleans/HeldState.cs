using Orleans;
using Orleans.Runtime;

namespace Identity.Silo.Orleans;

/// <summary>A state that a grain of this silo has in memory, and the version at which it read or wrote it.</summary>
internal sealed class HeldState(IGrainContext holder)
{
    private static readonly DeactivationReason Outdated = new(
        DeactivationReasonCode.ApplicationRequested, "Somebody else wrote the grain's state.");

    private readonly Lock _gate = new();
    private int _version;
    private int _noticed;
    private bool _isBusy;

    public IGrainContext Holder { get; } = holder;

    /// <summary>The state is about to be read or written, so its version isn't known until <see cref="End"/>.</summary>
    public void Begin()
    {
        lock (_gate) _isBusy = true;
    }

    /// <summary>It was read or written.</summary>
    /// <param name="version">The version it has now; null when that failed, and what was known before still is.</param>
    public void End(int? version)
    {
        bool isOutdated;
        lock (_gate)
        {
            _isBusy = false;
            _version = version ?? _version;
            isOutdated = _noticed > _version;
        }

        if (isOutdated) Holder.Deactivate(Outdated);
    }

    /// <summary>The database has a version. One that isn't known here was written by somebody else.</summary>
    /// <returns>Whether the grain was given up.</returns>
    public bool Notice(int version)
    {
        lock (_gate)
        {
            _noticed = Math.Max(_noticed, version);
            if (_isBusy || _noticed <= _version) return false;
        }

        Holder.Deactivate(Outdated);
        return true;
    }
}
