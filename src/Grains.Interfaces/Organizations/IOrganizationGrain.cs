using Identity.Grains.Events;
using Orleans;
using Orleans.Concurrency;

namespace Identity.Grains.Organizations;

/// <summary>
/// A Clerk organization. The key is its id. It doesn't hold its members: each user's grain holds that user's
/// memberships and the directory lists them, so an organization of 100 000 costs what one of 10 costs.
/// </summary>
[Alias("identity.IOrganizationGrain")]
public interface IOrganizationGrain : IClerkEntityGrain
{
    /// <summary>Whether the organization exists, and its profile. Answered from memory.</summary>
    [ReadOnly, AlwaysInterleave, Alias("Get")]
    ValueTask<OrganizationStanding> GetAsync();
}
