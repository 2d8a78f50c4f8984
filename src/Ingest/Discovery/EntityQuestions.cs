using System.Collections.Immutable;
using Identity.Clerk.Api;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Ingest.BackendApi;

namespace Identity.Ingest.Discovery;

/// <summary>What has to be asked at Clerk to know all of an entity.</summary>
internal sealed class EntityQuestions(BackendApiClient api, BackendApiBudget budget, BackendApiMetrics metrics)
{
    /// <summary>The most pages of one user's memberships: 2000. The rest is left to the reconciler.</summary>
    internal const int MaxPages = 4;

    /// <summary>Asks.</summary>
    /// <param name="id">A user, an organization, or the roles and permissions.</param>
    /// <param name="settles"><inheritdoc cref="FetchedSnapshot" path="/param[@name='Settles']"/></param>
    /// <param name="cancellationToken">Cancels the questions.</param>
    /// <returns>The snapshots, the entity's own first; none when Clerk doesn't know it; null when nothing may be asked now.</returns>
    public Task<ImmutableArray<FetchedSnapshot>?> AskAsync(
        EntityId id, bool settles, CancellationToken cancellationToken) => id.Kind switch
        {
            EntityKind.User => AskAsync(UserId.Parse(id.Value), settles, cancellationToken),
            EntityKind.Organization => AskAsync(OrganizationId.Parse(id.Value), settles, cancellationToken),
            EntityKind.RoleCatalog => AskRolesAsync(settles, cancellationToken),

            // Every event of such a resource is a whole snapshot, and Clerk has no question for one alone.
            _ => Task.FromResult<ImmutableArray<FetchedSnapshot>?>([]),
        };

    private async Task<ImmutableArray<FetchedSnapshot>?> AskAsync(
        UserId id, bool settles, CancellationToken cancellationToken)
    {
        // A user without memberships would be taken for one who has none.
        if (!budget.TrySpend(2)) return null;
        var user = await metrics.CountAsync("get_user", () => api.GetUserAsync(id, cancellationToken));
        if (user is null) return [];
        var snapshots = ImmutableArray.CreateBuilder<FetchedSnapshot>();
        snapshots.Add(new FetchedSnapshot(FetchedKind.User, user.Raw.Bytes, Settles: settles));
        for (var page = 0; page < MaxPages && (page == 0 || budget.TrySpend()); page++)
        {
            var request = new PageRequest { Offset = page * PageRequest.MaxLimit };
            var memberships = await metrics.CountAsync(
                "list_user_memberships", () => OrNoneAsync(api.ListMembershipsAsync(id, request, cancellationToken)));
            if (memberships is null) break;
            snapshots.AddRange(memberships.Items.Select(
                m => new FetchedSnapshot(FetchedKind.Membership, m.Raw.Bytes, Settles: settles)));
            if (memberships.Count < request.Limit) break;
        }

        return snapshots.ToImmutable();
    }

    private async Task<ImmutableArray<FetchedSnapshot>?> AskAsync(
        OrganizationId id, bool settles, CancellationToken cancellationToken)
    {
        if (!budget.TrySpend()) return null;
        var organization = await metrics.CountAsync(
            "get_organization", () => api.GetOrganizationAsync(id, cancellationToken));
        return organization is null
            ? []
            : [new FetchedSnapshot(FetchedKind.Organization, organization.Raw.Bytes, Settles: settles)];
    }

    private async Task<ImmutableArray<FetchedSnapshot>?> AskRolesAsync(bool settles, CancellationToken cancellationToken)
    {
        if (!budget.TrySpend(2)) return null;
        var all = new PageRequest();
        var roles = await metrics.CountAsync("list_roles", () => OrNoneAsync(api.ListRolesAsync(all, cancellationToken)!));
        var permissions = await metrics.CountAsync(
            "list_permissions", () => OrNoneAsync(api.ListPermissionsAsync(all, cancellationToken)!));
        return
        [
            .. roles?.Items.Select(r => new FetchedSnapshot(FetchedKind.Role, r.Raw.Bytes, Settles: settles)) ?? [],
            .. permissions?.Items.Select(
                p => new FetchedSnapshot(FetchedKind.Permission, p.Raw.Bytes, Settles: settles)) ?? [],
        ];
    }

    // An instance may have organizations switched off.
    private static async Task<T?> OrNoneAsync<T>(Task<T?> answer)
        where T : class
    {
        try
        {
            return await answer;
        }
        catch (BackendApiException exception) when (exception.Code == BackendApiWalk.OrganizationsOff)
        {
            return null;
        }
    }
}
