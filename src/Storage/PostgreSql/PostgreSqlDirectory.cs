using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Directory;
using Npgsql;

namespace Identity.Storage.PostgreSql;

/// <inheritdoc/>
internal sealed class PostgreSqlDirectory(PostgreSqlReaders readers) : IDirectory
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
        var found = await readers.QueryAsync(
            """
            SELECT organization_id FROM organizations WHERE slug = $1 AND NOT deleted
            ORDER BY updated_at DESC NULLS LAST, organization_id DESC LIMIT 1
            """,
            row => OrganizationId.Parse(row.GetString(0)),
            cancellationToken,
            PostgreSqlValue.Of(normal));
        return found.IsEmpty ? null : found[0];
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<MembershipEntry>> MembershipsOfUserAsync(
        UserId id, CancellationToken cancellationToken) =>
        readers.QueryAsync(
            """
            SELECT m.membership_id, m.user_id, m.organization_id, m.revision, m.role, m.created_at FROM memberships m
            WHERE m.user_id = $1 AND NOT m.deleted
              AND NOT EXISTS (SELECT 1 FROM users u WHERE u.user_id = m.user_id AND u.deleted)
              AND NOT EXISTS (
                SELECT 1 FROM organizations o WHERE o.organization_id = m.organization_id AND o.deleted)
              AND NOT EXISTS (
                SELECT 1 FROM memberships n
                WHERE n.user_id = m.user_id AND n.organization_id = m.organization_id AND NOT n.deleted
                  AND (n.created_at, n.membership_id) > (m.created_at, m.membership_id))
            ORDER BY m.created_at DESC, m.membership_id DESC LIMIT $2
            """,
            ReadMembership,
            cancellationToken,
            PostgreSqlValue.Of(id.Value),
            PostgreSqlValue.Of(PageBounds.MaxLimit));

    /// <inheritdoc/>
    public Task<ImmutableArray<MembershipEntry>> MembershipsOfOrganizationAsync(
        OrganizationId id, int limit, int offset, CancellationToken cancellationToken)
    {
        PageBounds.ThrowIfOutside(limit, offset);
        return readers.QueryAsync(
            """
            SELECT m.membership_id, m.user_id, m.organization_id, m.revision, m.role, m.created_at FROM memberships m
            WHERE m.organization_id = $1 AND NOT m.deleted
              AND NOT EXISTS (SELECT 1 FROM organizations o WHERE o.organization_id = $1 AND o.deleted)
              AND NOT EXISTS (SELECT 1 FROM users u WHERE u.user_id = m.user_id AND u.deleted)
              AND NOT EXISTS (
                SELECT 1 FROM memberships n
                WHERE n.user_id = m.user_id AND n.organization_id = m.organization_id AND NOT n.deleted
                  AND (n.created_at, n.membership_id) > (m.created_at, m.membership_id))
            ORDER BY m.created_at DESC, m.membership_id DESC LIMIT $2 OFFSET $3
            """,
            ReadMembership,
            cancellationToken,
            PostgreSqlValue.Of(id.Value),
            PostgreSqlValue.Of(limit),
            PostgreSqlValue.Of(offset));
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<UserId>> ListUsersAsync(int limit, int offset, CancellationToken cancellationToken)
    {
        PageBounds.ThrowIfOutside(limit, offset);
        return readers.QueryAsync(
            """
            SELECT user_id FROM users WHERE NOT deleted
            ORDER BY created_at DESC NULLS LAST, user_id DESC LIMIT $1 OFFSET $2
            """,
            ReadUserId,
            cancellationToken,
            PostgreSqlValue.Of(limit),
            PostgreSqlValue.Of(offset));
    }

    /// <inheritdoc/>
    public async Task<DirectoryCounts> CountAsync(CancellationToken cancellationToken)
    {
        var rows = await readers.QueryAsync(
            """
            SELECT
              (SELECT count(*) FROM users WHERE NOT deleted),
              (SELECT count(*) FROM organizations WHERE NOT deleted)
            """,
            row => new DirectoryCounts(row.GetInt64(0), row.GetInt64(1)),
            cancellationToken);
        return rows[0];
    }

    private static UserId ReadUserId(NpgsqlDataReader row) => UserId.Parse(row.GetString(0));

    private static MembershipEntry ReadMembership(NpgsqlDataReader row) => new()
    {
        Id = MembershipId.Parse(row.GetString(0)),
        UserId = UserId.Parse(row.GetString(1)),
        OrganizationId = OrganizationId.Parse(row.GetString(2)),
        Revision = row.GetInt64(3),
        Role = row.IsDBNull(4) ? null : row.GetString(4),
        CreatedAt = row.GetInt64(5),
    };

    private async Task<ImmutableArray<UserId>> FindUsersAsync(
        IdentifierKind kind, string value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (DirectoryText.Normalize(kind, value) is not { } normal) return [];
        return await readers.QueryAsync(
            """
            SELECT u.user_id FROM user_identifiers i JOIN users u ON u.user_id = i.user_id
            WHERE i.kind = $1 AND i.value = $2 AND NOT u.deleted
            ORDER BY u.updated_at DESC NULLS LAST, u.user_id DESC LIMIT $3
            """,
            ReadUserId,
            cancellationToken,
            PostgreSqlValue.Of((short)kind),
            PostgreSqlValue.Of(normal),
            PostgreSqlValue.Of(PageBounds.MaxLimit));
    }
}
