using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;

namespace Identity.Storage.Directory.Lists;

/// <summary>
/// Lists with filters, orders and totals. What one call gives is from one moment: rows, grain states and total.
/// </summary>
/// <remarks>
/// Grains are not asked, so a list of a million users wakes up none of them. Few lists are read at once, and the rest
/// waits. Every method may throw <see cref="Commits.StorageUnavailableException"/>, also for one that takes longer than
/// <see cref="StorageOptions.CommandTimeout"/>.
/// </remarks>
public interface IDirectoryLists
{
    /// <summary>Users that aren't deleted; null when there is no user of the id after whom to begin.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="order">In which order.</param>
    /// <param name="part">How many of them.</param>
    /// <param name="after">The user after whom the list begins, in an order by creation only.</param>
    /// <param name="reader">What to make of each, by the state that its id is the key of.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    Task<ImmutableArray<TItem>?> ListUsersAsync<TItem>(
        UserFilter filter,
        UserOrder order,
        ListPart part,
        UserId? after,
        ItemReader<UserId, TItem> reader,
        CancellationToken cancellationToken)
        where TItem : class;

    /// <summary>How many users such a list has.</summary>
    Task<long> CountUsersAsync(UserFilter filter, CancellationToken cancellationToken);

    /// <summary>Memberships that are visible.</summary>
    /// <inheritdoc cref="ListUsersAsync"/>
    /// <param name="filter">Which.</param>
    /// <param name="order">In which order.</param>
    /// <param name="part">How many of them.</param>
    /// <param name="reader">What to make of each, by the state that its user's id is the key of.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    Task<ListPage<TItem>> ListMembershipsAsync<TItem>(
        MembershipFilter filter,
        MembershipOrder order,
        ListPart part,
        ItemReader<MembershipEntry, TItem> reader,
        CancellationToken cancellationToken)
        where TItem : class;

    /// <summary>Organizations that aren't deleted.</summary>
    /// <inheritdoc cref="ListUsersAsync"/>
    /// <param name="filter">Which, and what to count of each.</param>
    /// <param name="order">In which order.</param>
    /// <param name="part">How many of them.</param>
    /// <param name="reader">What to make of each, by the state that its id is the key of.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    Task<ListPage<TItem>> ListOrganizationsAsync<TItem>(
        OrganizationFilter filter,
        OrganizationOrder order,
        ListPart part,
        ItemReader<OrganizationRow, TItem> reader,
        CancellationToken cancellationToken)
        where TItem : class;

    /// <summary>Invitations or domains that are visible.</summary>
    /// <inheritdoc cref="ListUsersAsync"/>
    /// <param name="filter">Which.</param>
    /// <param name="order">In which order.</param>
    /// <param name="part">How many of them.</param>
    /// <param name="reader">What to make of each, by the state that its id is the key of.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    Task<ListPage<TItem>> ListResourcesAsync<TItem>(
        ResourceFilter filter,
        ResourceOrder order,
        ListPart part,
        ItemReader<ResourceId, TItem> reader,
        CancellationToken cancellationToken)
        where TItem : class;

    /// <summary>Whose a session is; null when no event of it has come, or its user is deleted.</summary>
    Task<UserId?> FindSessionUserAsync(SessionId id, CancellationToken cancellationToken);

    /// <summary>Who has or had a session in a browser or device; at most 500.</summary>
    Task<ImmutableArray<UserId>> FindClientUsersAsync(string clientId, CancellationToken cancellationToken);
}
