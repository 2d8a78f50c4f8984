using Identity.Clerk.Identifiers;
using Orleans;

namespace Identity.Grains.Roles;

/// <summary>Asks the grain each time. That costs nothing where the grain is always in the same process.</summary>
public sealed class LiveRoleCatalog(IGrainFactory grains) : IRoleCatalog
{
    /// <inheritdoc/>
    public ValueTask<RoleCatalogSnapshot> GetAsync() =>
        grains.GetGrain<IRoleCatalogGrain>(EntityId.RoleCatalog.Value).GetAsync();
}
