using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Orleans;
using Orleans.Runtime;

namespace Identity.Grains.Merging;

/// <summary>
/// What the grains of every entity have in common: they wake up with all that was acknowledged, store before they show,
/// and never take a failed write for one that didn't happen.
/// </summary>
internal abstract class ClerkEntityGrain<TState>(IPersistentState<TState> stored, IPendingDeliveries pending)
    : Grain, IClerkEntityGrain
    where TState : class, IEntityState<TState>, new()
{
    private TState _durable = new();
    private bool _writeFailed;

    /// <summary>What readers see. Replaced as a whole, after it is stored.</summary>
    protected TState Current { get; private set; } = new();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken) => RecoverAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ApplyResult> ApplyAsync(ImmutableArray<ClerkDelivery> deliveries) => MergeAsync(Read(deliveries));

    /// <inheritdoc/>
    public Task<ApplyResult> LearnAsync(ImmutableArray<FetchedSnapshot> snapshots) =>
        MergeAsync([.. snapshots.Select(FetchedEvent.Read)]);

    /// <summary>Stores and then shows another state; does nothing when it is the current one.</summary>
    protected async Task ReplaceAsync(Func<TState, TState> change)
    {
        await ReviveAsync();
        var next = change(Current);
        if (!ReferenceEquals(next, Current)) next = next.WithRevision(Current.Revision + 1);
        await ShowAsync(next);
    }

    private static Reading[] Read(ImmutableArray<ClerkDelivery> deliveries) =>
        [.. deliveries.Select(d => new Reading(d.Id, ReceivedEvent.Read(d, out var reason), reason))];

    // Merges, stores and then shows; the answer says what became of each.
    private async Task<ApplyResult> MergeAsync(Reading[] readings)
    {
        await ReviveAsync();

        // An event is in the inbox before it comes here, so an activation has shown it already; what is stored hasn't.
        var before = _durable;
        var merged = Fold.Into(Current, readings, out var outcomes);
        await ShowAsync(merged);
        ReceivedEvent[] received = [.. readings.Select(r => r.Event).OfType<ReceivedEvent>()];
        return new ApplyResult(
            outcomes, merged.EntriesFor(received), merged.HasGapAfter(before, received), merged.Erased);
    }

    private async Task ReviveAsync()
    {
        // The write that failed may have been stored all the same; only the storage knows.
        if (!_writeFailed) return;
        await stored.ReadStateAsync();
        await RecoverAsync(CancellationToken.None);
        _writeFailed = false;
    }

    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        var recovered = _durable = stored.State;
        if (EntityId.TryParse(this.GetPrimaryKeyString(), out var id))
        {
            // Page by page: a user may have been away from all of a long burst.
            MessageId? last = null;
            PendingPage page;
            do
            {
                page = await pending.ForAsync(id, last, cancellationToken);
                recovered = Fold.Into(recovered, Read(page.Deliveries), out _);
                if (page.Deliveries.Length > 0) last = page.Deliveries[^1].Id;
            }
            while (!page.IsLast);
        }
        Current = recovered;
    }

    private async Task ShowAsync(TState next)
    {
        if (!ReferenceEquals(next, _durable))
        {
            _writeFailed = true;
            stored.State = next;
            await stored.WriteStateAsync();
            _durable = next;
            _writeFailed = false;
        }
        Current = next;
    }
}
