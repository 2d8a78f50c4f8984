using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Identity.Silo.Orleans;

/// <summary>All states that grains of this silo have in memory.</summary>
internal sealed class HeldStates
{
    private readonly ConcurrentDictionary<StateKey, HeldState> _states = new();

    public int Count => _states.Count;

    /// <summary>The state of an activation; a later activation of the same grain has another.</summary>
    public HeldState Of(StateKey key, IGrainContext holder)
    {
        while (true)
        {
            if (_states.TryGetValue(key, out var held) && ReferenceEquals(held.Holder, holder)) return held;
            var own = new HeldState(holder);
            if (held is null ? !_states.TryAdd(key, own) : !_states.TryUpdate(key, own, held)) continue;
            ForgetWhenGone(key, own);
            return own;
        }
    }

    /// <summary>The database has a version of a state.</summary>
    /// <returns>Whether a grain was given up for it.</returns>
    public bool Notice(StateKey key, int version) => _states.TryGetValue(key, out var held) && held.Notice(version);

    private void ForgetWhenGone(StateKey key, HeldState held) => _ = held.Holder.Deactivated.ContinueWith(
        (_, state) => ((HeldStates)state!)._states.TryRemove(new KeyValuePair<StateKey, HeldState>(key, held)),
        this,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
