using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Directory;

namespace Identity.Storage.Directory;

/// <inheritdoc/>
internal sealed partial class DirectoryReader
{
    /// <inheritdoc/>
    public Task<ImmutableArray<ResourceEntry>> ListResourcesAsync(
        ResourceKind kind, int limit, int offset, CancellationToken cancellationToken)
    {
        PageBounds.ThrowIfOutside(limit, offset);
        return queries.QueryAsync(
            ResourceSql.OfKind, DirectoryRow.ReadResource, cancellationToken, (int)kind, limit, offset).AsTask();
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<ResourceEntry>> ResourcesOfOrganizationAsync(
        ResourceKind kind, OrganizationId id, int limit, int offset, CancellationToken cancellationToken) =>
        ListResourcesAsync(ResourceSql.OfOrganization, kind, id.Value, limit, offset, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<ResourceEntry>> ResourcesOfUserAsync(
        ResourceKind kind, UserId id, int limit, int offset, CancellationToken cancellationToken) =>
        ListResourcesAsync(ResourceSql.OfUser, kind, id.Value, limit, offset, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<ResourceEntry>> ResourcesByEmailAsync(
        ResourceKind kind, string email, int limit, int offset, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(email);
        // Nothing is stored under a key of no text.
        var key = DirectoryText.Normalize(IdentifierKind.Email, email) ?? "";
        return ListResourcesAsync(ResourceSql.OfEmail, kind, key, limit, offset, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<ResourceEntry>> FindResourcesOfPersonAsync(
        UserId id, int limit, ResourceId? after, CancellationToken cancellationToken)
    {
        PageBounds.ThrowIfOutside(limit);
        return queries.QueryAsync(
            ResourceSql.OfPerson,
            DirectoryRow.ReadResource,
            cancellationToken,
            id.Value,
            limit,
            after?.Value ?? "").AsTask();
    }

    private Task<ImmutableArray<ResourceEntry>> ListResourcesAsync(
        string sql, ResourceKind kind, string owner, int limit, int offset, CancellationToken cancellationToken)
    {
        PageBounds.ThrowIfOutside(limit, offset);
        return queries.QueryAsync(
            sql, DirectoryRow.ReadResource, cancellationToken, (int)kind, limit, offset, owner).AsTask();
    }
}
