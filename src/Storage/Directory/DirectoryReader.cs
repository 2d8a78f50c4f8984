using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;

namespace Identity.Storage.Directory;

/// <inheritdoc/>
internal sealed partial class DirectoryReader(IQueries queries) : IDirectory
{
    /// <inheritdoc/>
    public Task<ImmutableArray<UserId>> FindUsersByEmailAsync(string email, CancellationToken cancellationToken) =>
        FindUsersAsync(IdentifierKind.Email, email, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<UserId>> FindUsersByPhoneAsync(string phone, CancellationToken cancellationToken) =>
        FindUsersAsync(IdentifierKind.Phone, phone, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<UserId>> FindUsersByUsernameAsync(
        string username, CancellationToken cancellationToken) =>
        FindUsersAsync(IdentifierKind.Username, username, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<UserId>> FindUsersByExternalIdAsync(
        string externalId, CancellationToken cancellationToken) =>
        FindUsersAsync(IdentifierKind.ExternalId, externalId, cancellationToken);

    /// <inheritdoc/>
    public async Task<OrganizationId?> FindOrganizationBySlugAsync(string slug, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(slug);
        if (DirectoryText.NormalizeSlug(slug) is not { } normal) return null;
        var found = await queries.QueryAsync(
            DirectorySql.OrganizationBySlug, DirectoryRow.ReadOrganizationId, cancellationToken, normal);
        return found.IsEmpty ? null : found[0];
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<MembershipEntry>> MembershipsOfUserAsync(
        UserId id, CancellationToken cancellationToken) =>
        queries.QueryAsync(
            DirectorySql.MembershipsOfUser,
            DirectoryRow.ReadMembership,
            cancellationToken,
            id.Value,
            PageBounds.MaxLimit).AsTask();

    /// <inheritdoc/>
    public Task<ImmutableArray<MembershipEntry>> MembershipsOfOrganizationAsync(
        OrganizationId id, int limit, int offset, CancellationToken cancellationToken)
    {
        PageBounds.ThrowIfOutside(limit, offset);
        return queries.QueryAsync(
            DirectorySql.MembershipsOfOrganization,
            DirectoryRow.ReadMembership,
            cancellationToken,
            id.Value,
            limit,
            offset).AsTask();
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<UserId>> ListUsersAsync(int limit, int offset, CancellationToken cancellationToken)
    {
        PageBounds.ThrowIfOutside(limit, offset);
        return queries.QueryAsync(
            DirectorySql.Users, DirectoryRow.ReadUserId, cancellationToken, limit, offset).AsTask();
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<UserId>> DeletedUsersAsync(
        long deletedBefore, int limit, CancellationToken cancellationToken)
    {
        PageBounds.ThrowIfOutside(limit);
        return queries.QueryAsync(
            DirectorySql.DeletedUsers, DirectoryRow.ReadUserId, cancellationToken, deletedBefore, limit).AsTask();
    }

    /// <inheritdoc/>
    public async Task<DirectoryCounts> CountAsync(CancellationToken cancellationToken)
    {
        var rows = await queries.QueryAsync(DirectorySql.Counts, DirectoryRow.ReadCounts, cancellationToken);
        return rows[0];
    }

    private async Task<ImmutableArray<UserId>> FindUsersAsync(
        IdentifierKind kind, string value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (DirectoryText.Normalize(kind, value) is not { } normal) return [];
        return await queries.QueryAsync(
            DirectorySql.UsersByIdentifier,
            DirectoryRow.ReadUserId,
            cancellationToken,
            (int)kind,
            normal,
            PageBounds.MaxLimit);
    }
}
