using System.Collections.Immutable;
using System.Data.Common;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;

namespace Identity.Storage.Directory;

/// <inheritdoc/>
internal sealed partial class DirectoryReader
{
    /// <inheritdoc/>
    public Task<ImmutableArray<Created<UserId>>> UsersCreatedInAsync(
        long fromInclusive, long toExclusive, int limit, Created<UserId>? after, CancellationToken cancellationToken) =>
        WindowAsync(
            WindowSql.Users, DirectoryRow.ReadUser, fromInclusive, toExclusive, limit, after, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Created<OrganizationId>>> OrganizationsCreatedInAsync(
        long fromInclusive,
        long toExclusive,
        int limit,
        Created<OrganizationId>? after,
        CancellationToken cancellationToken) =>
        WindowAsync(
            WindowSql.Organizations,
            DirectoryRow.ReadOrganization,
            fromInclusive,
            toExclusive,
            limit,
            after,
            cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<MembershipEntry>> MembershipsCreatedInAsync(
        long fromInclusive,
        long toExclusive,
        int limit,
        Created<MembershipId>? after,
        CancellationToken cancellationToken) =>
        WindowAsync(
            WindowSql.Memberships,
            DirectoryRow.ReadMembership,
            fromInclusive,
            toExclusive,
            limit,
            after,
            cancellationToken);

    private Task<ImmutableArray<T>> WindowAsync<T, TId>(
        string sql,
        Func<DbDataReader, T> read,
        long fromInclusive,
        long toExclusive,
        int limit,
        Created<TId>? after,
        CancellationToken cancellationToken)
        where TId : struct, IClerkId<TId>
    {
        PageBounds.ThrowIfOutside(limit);
        // No id is less than no text at all: with that, everything of the first moment comes after it.
        var (createdAt, id) = after is { } last && last.CreatedAt >= fromInclusive
            ? (last.CreatedAt, last.Id.Value)
            : (fromInclusive, "");
        return queries.QueryAsync(sql, read, cancellationToken, toExclusive, createdAt, id, limit).AsTask();
    }
}
