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
    private readonly PerChange<RoleCatalogState, RoleCatalogSnapshot> _snapshot = new(RoleCatalogRules.SnapshotOf);

    /// <inheritdoc/>
    public ValueTask<RoleCatalogSnapshot> GetAsync() => new(_snapshot.Of(Current));

    /// <inheritdoc/>
    public ValueTask<RoleCatalogListing> ListAsync() => new(new RoleCatalogListing(
        [.. Current.Roles.Where(r => r.IsLive).Select(r => r.Raw!.Value)],
        [.. Current.Permissions.Where(p => p.IsLive).Select(p => p.Raw!.Value)]));
}
