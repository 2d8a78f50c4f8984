using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Grains.Merging;
using Identity.Grains.Organizations;
using Identity.Grains.Roles;
using Orleans;
using Orleans.Runtime;

namespace Identity.Grains.Users;

/// <inheritdoc cref="IUserGrain"/>
[GrainType("user")]
internal sealed class UserGrain(
    [PersistentState(GrainStorage.UserState, GrainStorage.Provider)] IPersistentState<UserState> stored,
    IPendingDeliveries pending,
    IRoleCatalog catalog,
    TimeProvider clock)
    : ClerkEntityGrain<UserState>(stored, pending), IUserGrain
{
    /// <inheritdoc/>
    public ValueTask<UserSnapshot?> GetAsync() => new(Current.Profile?.Snapshot);

    /// <inheritdoc/>
    public ValueTask<CallerResolution> ResolveAsync(CallerQuery query)
    {
        var state = Current;
        if (query.OrganizationId is not { } id || state.FindMembership(id) is not { } membership)
        {
            return new(CallerRules.Resolve(state, query, clock.GetUtcNow(), access: null));
        }

        // Whether the organization still exists, and what a role permits, is for grains of their own to say: a deletion and
        // a change of a role write nothing per member.
        var standing = GrainFactory.GetGrain<IOrganizationGrain>(id.Value).GetAsync();
        var roles = catalog.GetAsync();
        return standing.IsCompletedSuccessfully && roles.IsCompletedSuccessfully
            ? new(Resolve(state, query, membership, standing.Result, roles.Result))
            : ResolveSlowlyAsync(state, query, membership, standing, roles);
    }

    /// <inheritdoc/>
    public async Task<DirectoryEntries?> EraseAsync()
    {
        await ReplaceAsync(state => state.Erase());
        return Current.Erased && UserId.TryParse(this.GetPrimaryKeyString(), out var id)
            ? new DirectoryEntries(Current.EntryOf(id), null, [])
            : null;
    }

    private async ValueTask<CallerResolution> ResolveSlowlyAsync(
        UserState state,
        CallerQuery query,
        MembershipRecord membership,
        ValueTask<OrganizationStanding> standing,
        ValueTask<RoleCatalogSnapshot> roles)
    {
        // Both are awaited, whatever the first one does: a failure that nobody looks at is reported as unobserved.
        var pendingRoles = roles.AsTask();
        var pendingStanding = standing.AsTask();
        await Task.WhenAll(pendingRoles, pendingStanding);
        return Resolve(state, query, membership, await pendingStanding, await pendingRoles);
    }

    private CallerResolution Resolve(
        UserState state,
        CallerQuery query,
        MembershipRecord membership,
        OrganizationStanding standing,
        RoleCatalogSnapshot roles) =>
        CallerRules.Resolve(state, query, clock.GetUtcNow(), CallerRules.AccessBy(membership, standing, roles));
}
