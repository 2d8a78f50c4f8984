using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Grains.Merging;
using Orleans;
using Orleans.Runtime;

namespace Identity.Grains.Resources;

/// <inheritdoc cref="IResourceGrain"/>
[GrainType("resource")]
internal sealed class ResourceGrain(
    [PersistentState(GrainStorage.ResourceState, GrainStorage.Provider)] IPersistentState<ResourceState> stored,
    IPendingDeliveries pending)
    : ClerkEntityGrain<ResourceState>(stored, pending), IResourceGrain
{
    /// <inheritdoc/>
    public ValueTask<RawJson?> GetAsync() => new(Current.Record?.Resource.Raw);

    /// <inheritdoc/>
    public async Task<DirectoryEntries> EraseAsync(UserId person)
    {
        if (Current.Record?.Resource is not { } resource) return DirectoryEntries.None;
        await ReplaceAsync(state => state.Erase(person));
        return Current.EntriesOf(resource.Kind, resource.Id);
    }
}
