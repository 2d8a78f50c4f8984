using Identity.Grains.Events;
using Orleans;
using Orleans.Concurrency;

namespace Identity.Grains.Roles;

/// <summary>
/// The instance's roles and permissions. There is one; its key is <c>role_catalog</c>. When a role changes, Clerk sends no
/// event for its members, so what a member may do is looked up here on every request.
/// </summary>
[Alias("identity.IRoleCatalogGrain")]
public interface IRoleCatalogGrain : IClerkEntityGrain
{
    /// <summary>What each role permits now. Answered from memory; the same instance until something changes.</summary>
    [ReadOnly, AlwaysInterleave, Alias("Get")]
    ValueTask<RoleCatalogSnapshot> GetAsync();

    /// <summary>All live roles and permissions as Clerk sent them.</summary>
    [ReadOnly, AlwaysInterleave, Alias("List")]
    ValueTask<RoleCatalogListing> ListAsync();
}
