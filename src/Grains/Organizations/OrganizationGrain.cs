using Identity.Grains.Events;
using Identity.Grains.Merging;
using Orleans;
using Orleans.Runtime;

namespace Identity.Grains.Organizations;

/// <inheritdoc cref="IOrganizationGrain"/>
[GrainType("organization")]
internal sealed class OrganizationGrain(
    [PersistentState(GrainStorage.OrganizationState, GrainStorage.Provider)] IPersistentState<OrganizationState> stored,
    IPendingDeliveries pending)
    : ClerkEntityGrain<OrganizationState>(stored, pending), IOrganizationGrain
{
    private readonly PerChange<OrganizationState, OrganizationStanding> _standing = new(StandingOf);

    /// <inheritdoc/>
    public ValueTask<OrganizationStanding> GetAsync() => new(_standing.Of(Current));

    private static OrganizationStanding StandingOf(OrganizationState state) =>
        state.Deletion is not null ? OrganizationStanding.Gone
        : state.Profile is { } profile ? new OrganizationStanding(profile.Snapshot, Deleted: false)
        : OrganizationStanding.Unknown;
}
