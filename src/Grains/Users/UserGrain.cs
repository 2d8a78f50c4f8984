using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Callers;
using Identity.Grains.Events;
using Identity.Grains.Merging;
using Identity.Grains.Organizations;
using Orleans;
using Orleans.Runtime;

namespace Identity.Grains.Users;

/// <inheritdoc cref="IUserGrain"/>
[GrainType("user")]
internal sealed class UserGrain(
    [PersistentState(GrainStorage.UserState, GrainStorage.Provider)] IPersistentState<UserState> stored,
    IPendingDeliveries pending,
    TimeProvider clock)
    : ClerkEntityGrain<UserState>(stored), IUserGrain
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

        // Whether the organization still exists is for its own grain to say: its deletion writes nothing per member.
        var standing = GrainFactory.GetGrain<IOrganizationGrain>(id.Value).GetAsync();
        return standing.IsCompletedSuccessfully
            ? new(Resolve(state, query, membership, standing.Result))
            : ResolveSlowlyAsync(state, query, membership, standing);
    }

    /// <inheritdoc/>
    public Task<ApplyResult> LearnAsync(ReadOnlyMemory<byte> user)
    {
        var received = UserResource.TryRead(user.Span, out var resource, out var reason)
            ? ReceivedEvent.FromFetched(resource)
            : null;
        return MergeAsync([new Reading(ReceivedEvent.Fetched, received, reason)]);
    }

    protected override ValueTask<ImmutableArray<ClerkDelivery>> PendingAsync(CancellationToken cancellationToken) =>
        UserId.TryParse(this.GetPrimaryKeyString(), out var id) ? pending.ForUserAsync(id, cancellationToken) : new([]);

    private async ValueTask<CallerResolution> ResolveSlowlyAsync(
        UserState state, CallerQuery query, MembershipRecord membership, ValueTask<OrganizationStanding> standing) =>
        Resolve(state, query, membership, await standing);

    private CallerResolution Resolve(
        UserState state, CallerQuery query, MembershipRecord membership, OrganizationStanding standing) =>
        CallerRules.Resolve(state, query, clock.GetUtcNow(), CallerRules.AccessBy(membership, standing));
}
