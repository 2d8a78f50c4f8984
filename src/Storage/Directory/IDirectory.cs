using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Commits;

namespace Identity.Storage.Directory;

/// <summary>What lists and searches read. It follows the grains by a moment, and can be rebuilt from them.</summary>
/// <remarks>
/// <para>
/// Deleted users and organizations are never found. Two live ones may share an e-mail address, a slug or the like for
/// as long as their events are on the way; whoever Clerk changed last (<c>updated_at</c>) has it, and comes first.
/// </para>
/// <para>
/// A membership is visible when neither it nor its user nor its organization is deleted; of several for one pair, the
/// one created last counts.
/// </para>
/// <para>Every method may throw <see cref="StorageUnavailableException"/>.</para>
/// </remarks>
public interface IDirectory : IResourceDirectory, IDirectoryWindows
{
    /// <summary>Users with this e-mail address, in any case; at most 500.</summary>
    Task<ImmutableArray<UserId>> FindUsersByEmailAsync(string email, CancellationToken cancellationToken);

    /// <summary>Users with this phone number, as Clerk writes it (E.164); at most 500.</summary>
    Task<ImmutableArray<UserId>> FindUsersByPhoneAsync(string phone, CancellationToken cancellationToken);

    /// <summary>Users with exactly this user name; at most 500.</summary>
    Task<ImmutableArray<UserId>> FindUsersByUsernameAsync(string username, CancellationToken cancellationToken);

    /// <summary>Users with exactly this external id; at most 500.</summary>
    Task<ImmutableArray<UserId>> FindUsersByExternalIdAsync(string externalId, CancellationToken cancellationToken);

    /// <summary>The organization that has this slug; null without one.</summary>
    Task<OrganizationId?> FindOrganizationBySlugAsync(string slug, CancellationToken cancellationToken);

    /// <summary>A user's visible memberships, newest first; at most 500.</summary>
    Task<ImmutableArray<MembershipEntry>> MembershipsOfUserAsync(UserId id, CancellationToken cancellationToken);

    /// <summary>An organization's visible memberships, newest first.</summary>
    /// <param name="id">The organization.</param>
    /// <param name="limit">The most rows, 1 to 500.</param>
    /// <param name="offset">How many to pass over; 0 or more.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    Task<ImmutableArray<MembershipEntry>> MembershipsOfOrganizationAsync(
        OrganizationId id, int limit, int offset, CancellationToken cancellationToken);

    /// <summary>Users that aren't deleted, newest first.</summary>
    /// <param name="limit">The most rows, 1 to 500.</param>
    /// <param name="offset">How many to pass over; 0 or more.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    Task<ImmutableArray<UserId>> ListUsersAsync(int limit, int offset, CancellationToken cancellationToken);

    /// <summary>Users that are deleted and not erased, longest deleted first.</summary>
    /// <param name="deletedBefore">
    /// Unix time in milliseconds: those deleted then or earlier, and those of whom nobody knows when.
    /// </param>
    /// <param name="limit">The most rows, 1 to 500. Who was erased is not found again.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    Task<ImmutableArray<UserId>> DeletedUsersAsync(long deletedBefore, int limit, CancellationToken cancellationToken);

    /// <summary>How many users and organizations there are. The cost grows with their number.</summary>
    Task<DirectoryCounts> CountAsync(CancellationToken cancellationToken);
}
