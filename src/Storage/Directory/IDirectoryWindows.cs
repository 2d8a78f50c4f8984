using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;

namespace Identity.Storage.Directory;

/// <summary>
/// What was created between two moments and is visible now, oldest first, a page at a time: to be compared with what
/// Clerk lists.
/// </summary>
/// <remarks>
/// Each takes the moment from which on things were created, the moment before which, the most rows (1 to 500), and the
/// last of the page before, or null. That one may be gone by then.
/// </remarks>
public interface IDirectoryWindows
{
    /// <summary>Users that aren't deleted.</summary>
    Task<ImmutableArray<Created<UserId>>> UsersCreatedInAsync(
        long fromInclusive, long toExclusive, int limit, Created<UserId>? after, CancellationToken cancellationToken);

    /// <summary>Organizations that aren't deleted.</summary>
    Task<ImmutableArray<Created<OrganizationId>>> OrganizationsCreatedInAsync(
        long fromInclusive,
        long toExclusive,
        int limit,
        Created<OrganizationId>? after,
        CancellationToken cancellationToken);

    /// <summary>
    /// Memberships that aren't deleted, nor their user or organization; of several for one pair, all.
    /// </summary>
    Task<ImmutableArray<MembershipEntry>> MembershipsCreatedInAsync(
        long fromInclusive,
        long toExclusive,
        int limit,
        Created<MembershipId>? after,
        CancellationToken cancellationToken);
}
