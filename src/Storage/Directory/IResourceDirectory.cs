using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Directory;

namespace Identity.Storage.Directory;

/// <summary>Lists resources that are kept by themselves, newest first.</summary>
/// <remarks>
/// A resource is visible when neither it, nor the organization it belongs to, nor the user who pays or accepted, is
/// deleted. A page has at most <c>limit</c> rows, 1 to 500, after passing over <c>offset</c>, 0 or more.
/// </remarks>
public interface IResourceDirectory
{
    /// <summary>All of a kind.</summary>
    Task<ImmutableArray<ResourceEntry>> ListResourcesAsync(
        ResourceKind kind, int limit, int offset, CancellationToken cancellationToken);

    /// <summary>Those that belong to an organization, or for which it pays.</summary>
    Task<ImmutableArray<ResourceEntry>> ResourcesOfOrganizationAsync(
        ResourceKind kind, OrganizationId id, int limit, int offset, CancellationToken cancellationToken);

    /// <summary>Those for which a user pays, or which the user accepted.</summary>
    Task<ImmutableArray<ResourceEntry>> ResourcesOfUserAsync(
        ResourceKind kind, UserId id, int limit, int offset, CancellationToken cancellationToken);

    /// <summary>Those for this e-mail address, in any case.</summary>
    Task<ImmutableArray<ResourceEntry>> ResourcesByEmailAsync(
        ResourceKind kind, string email, int limit, int offset, CancellationToken cancellationToken);

    /// <summary>
    /// Those of every kind that name this person as payer, acceptor or inviter, in the order of their ids, hidden ones
    /// too: what an erasure has to visit.
    /// </summary>
    /// <param name="id">The person.</param>
    /// <param name="limit">The most rows, 1 to 500.</param>
    /// <param name="after">The last of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    Task<ImmutableArray<ResourceEntry>> FindResourcesOfPersonAsync(
        UserId id, int limit, ResourceId? after, CancellationToken cancellationToken);
}
