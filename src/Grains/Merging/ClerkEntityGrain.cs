using System.Collections.Immutable;
using Identity.Grains.Events;
using Orleans;
using Orleans.Runtime;

namespace Identity.Grains.Merging;

/// <summary>
/// What the grains of every entity have in common: they wake up with all that was acknowledged, store before they show,
/// and never take a failed write for one that didn't happen.
/// </summary>
internal abstract class ClerkEntityGrain<TState> : Grain, IClerkEntityGrain
    where TState : class, IEntityState<TState>, new()
{
    private readonly IPersistentState<TState> _stored;
    private TState _durable = new();
    private bool _writeFailed;

    protected ClerkEntityGrain(IPersistentState<TState> stored) => _stored = stored;

    /// <summary>What readers see. Replaced as a whole, after it is stored.</summary>
    protected TState Current { get; private set; } = new();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken) => RecoverAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ApplyResult> ApplyAsync(ImmutableArray<ClerkDelivery> deliveries) => MergeAsync(Read(deliveries));

    /// <summary>Merges, stores and then shows; the answer says what became of each.</summary>
    protected async Task<ApplyResult> MergeAsync(IReadOnlyList<Reading> readings)
    {
        // The write that failed may have been stored all the same; only the storage knows.
        if (_writeFailed)
        {
            await _stored.ReadStateAsync();
            await RecoverAsync(CancellationToken.None);
            _writeFailed = false;
        }

        var merged = Fold(Current, readings, out var outcomes);
        if (!ReferenceEquals(merged, _durable)) await StoreAsync(merged);
        Current = merged;
        return new ApplyResult(outcomes, merged.EntriesFor([.. readings.Select(r => r.Event).OfType<ReceivedEvent>()]));
    }

    /// <summary>The deliveries that are acknowledged but not yet applied to this entity.</summary>
    protected abstract ValueTask<ImmutableArray<ClerkDelivery>> PendingAsync(CancellationToken cancellationToken);

    private static Reading[] Read(ImmutableArray<ClerkDelivery> deliveries) =>
        [.. deliveries.Select(d => new Reading(d.Id, ReceivedEvent.Read(d, out var reason), reason))];

    private static TState Fold(
        TState state, IReadOnlyList<Reading> readings, out ImmutableArray<EventOutcome> outcomes)
    {
        var merged = state;
        var builder = ImmutableArray.CreateBuilder<EventOutcome>(readings.Count);
        foreach (var (id, received, reason) in readings)
        {
            var result = EventResult.Refused;
            if (received is not null) merged = merged.Merge(received, out result);
            builder.Add(new EventOutcome(id, result, reason));
        }

        outcomes = builder.MoveToImmutable();
        return ReferenceEquals(merged, state) ? state : merged.WithRevision(state.Revision + 1);
    }

    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        _durable = _stored.State;
        Current = Fold(_durable, Read(await PendingAsync(cancellationToken)), out _);
    }

    private async Task StoreAsync(TState merged)
    {
        _writeFailed = true;
        _stored.State = merged;
        await _stored.WriteStateAsync();
        _durable = merged;
        _writeFailed = false;
    }
}
