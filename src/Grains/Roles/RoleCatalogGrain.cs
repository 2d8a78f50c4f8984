using Identity.Grains.Events;
using Identity.Grains.Merging;
using Orleans;
using Orleans.Runtime;

namespace Identity.Grains.Roles;

/// <inheritdoc cref="IRoleCatalogGrain"/>
[GrainType("role_catalog")]
internal sealed class RoleCatalogGrain(
    [PersistentState(GrainStorage.RoleCatalogState, GrainStorage.Provider)] IPersistentState<RoleCatalogState> stored,
    IPendingDeliveries pending)
    : ClerkEntityGrain<RoleCatalogState>(stored, pending), IRoleCatalogGrain
{
    private RoleCatalogState? _shown;
    private RoleCatalogSnapshot _snapshot = RoleCatalogSnapshot.Empty;

    /// <inheritdoc/>
    public ValueTask<RoleCatalogSnapshot> GetAsync()
    {
        // Asked on every request of every member: made once per change.
        if (!ReferenceEquals(_shown, Current))
        {
            _snapshot = RoleCatalogRules.SnapshotOf(Current);
            _shown = Current;
        }
        return new(_snapshot);
    }

    /// <inheritdoc/>
    public ValueTask<RoleCatalogListing> ListAsync() => new(new RoleCatalogListing(
        [.. Current.Roles.Where(r => r.IsLive).Select(r => r.Raw!.Value)],
        [.. Current.Permissions.Where(p => p.IsLive).Select(p => p.Raw!.Value)]));
}
