using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Orleans;
using Orleans.Concurrency;

namespace Identity.Grains.Resources;

/// <summary>
/// A resource that is kept by itself: an invitation, a domain, a waitlist entry, a subscription, one of its items or a
/// payment attempt. The key is its id.
/// </summary>
/// <remarks>
/// Each has a grain of its own, so an organization with 100 000 invitations pays for one what one with ten pays. Whose they
/// are is for the directory to say.
/// </remarks>
[Alias("identity.IResourceGrain")]
public interface IResourceGrain : IClerkEntityGrain
{
    /// <summary>The resource as Clerk sent it; null when it is unknown, deleted or erased.</summary>
    [ReadOnly, AlwaysInterleave, Alias("Get")]
    ValueTask<RawJson?> GetAsync();

    /// <summary>
    /// Forgets a person: all of the resource when it is theirs, and what it says of them when they only invited.
    /// </summary>
    /// <returns>The directory's row as it must be now.</returns>
    [Alias("Erase")]
    Task<DirectoryEntries> EraseAsync(UserId person);
}
