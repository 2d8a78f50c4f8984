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
    private OrganizationState? _shown;
    private OrganizationStanding _standing = OrganizationStanding.Unknown;

    /// <inheritdoc/>
    public ValueTask<OrganizationStanding> GetAsync()
    {
        // Asked on every request of every member: made once per change.
        if (!ReferenceEquals(_shown, Current))
        {
            _standing = StandingOf(Current);
            _shown = Current;
        }
        return new(_standing);
    }

    private static OrganizationStanding StandingOf(OrganizationState state) =>
        state.Deletion is not null ? OrganizationStanding.Gone
        : state.Profile is { } profile ? new OrganizationStanding(profile.Snapshot, Deleted: false)
        : OrganizationStanding.Unknown;
}
