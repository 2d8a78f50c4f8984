using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Directory;
using Microsoft.Data.Sqlite;

namespace Identity.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteDirectory(SqliteReaders readers) : IDirectory
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
    public Task<OrganizationId?> FindOrganizationBySlugAsync(string slug, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(slug);
        return DirectoryText.NormalizeSlug(slug) is { } normal
            ? readers.ReadAsync(FindOrganization, normal, cancellationToken).AsTask()
            : Task.FromResult<OrganizationId?>(null);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<MembershipEntry>> MembershipsOfUserAsync(
        UserId id, CancellationToken cancellationToken) =>
        readers.ReadAsync(ReadOfUser, id, cancellationToken).AsTask();

    /// <inheritdoc/>
    public Task<ImmutableArray<MembershipEntry>> MembershipsOfOrganizationAsync(
        OrganizationId id, int limit, int offset, CancellationToken cancellationToken)
    {
        PageBounds.ThrowIfOutside(limit, offset);
        return readers.ReadAsync(ReadOfOrganization, (id, limit, offset), cancellationToken).AsTask();
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<UserId>> ListUsersAsync(int limit, int offset, CancellationToken cancellationToken)
    {
        PageBounds.ThrowIfOutside(limit, offset);
        return readers.ReadAsync(ListUsers, (limit, offset), cancellationToken).AsTask();
    }

    /// <inheritdoc/>
    public Task<DirectoryCounts> CountAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync(Count, 0, cancellationToken).AsTask();

    private static ImmutableArray<UserId> FindUsers(SqliteSession session, UserIdentifier identifier)
    {
        using var row = session.Query(
            """
            SELECT u.user_id FROM user_identifiers i JOIN users u ON u.user_id = i.user_id
            WHERE i.kind = $1 AND i.value = $2 AND u.deleted = 0
            ORDER BY u.updated_at DESC, u.user_id DESC LIMIT $3
            """,
            (int)identifier.Kind,
            identifier.Value,
            PageBounds.MaxLimit);
        return ReadUserIds(row);
    }

    private static OrganizationId? FindOrganization(SqliteSession session, string slug)
    {
        using var row = session.Query(
            """
            SELECT organization_id FROM organizations WHERE slug = $1 AND deleted = 0
            ORDER BY updated_at DESC, organization_id DESC LIMIT 1
            """,
            slug);
        return row.Read() ? OrganizationId.Parse(row.GetString(0)) : null;
    }

    private static ImmutableArray<UserId> ListUsers(SqliteSession session, (int Limit, int Offset) page)
    {
        using var row = session.Query(
            "SELECT user_id FROM users WHERE deleted = 0 ORDER BY created_at DESC, user_id DESC LIMIT $1 OFFSET $2",
            page.Limit,
            page.Offset);
        return ReadUserIds(row);
    }

    private static ImmutableArray<MembershipEntry> ReadOfUser(SqliteSession session, UserId id)
    {
        using var row = session.Query(
            """
            SELECT m.membership_id, m.user_id, m.organization_id, m.revision, m.role, m.created_at FROM memberships m
            WHERE m.user_id = $1 AND m.deleted = 0
              AND NOT EXISTS (SELECT 1 FROM users u WHERE u.user_id = m.user_id AND u.deleted = 1)
              AND NOT EXISTS (
                SELECT 1 FROM organizations o WHERE o.organization_id = m.organization_id AND o.deleted = 1)
              AND NOT EXISTS (
                SELECT 1 FROM memberships n
                WHERE n.user_id = m.user_id AND n.organization_id = m.organization_id AND n.deleted = 0
                  AND (n.created_at, n.membership_id) > (m.created_at, m.membership_id))
            ORDER BY m.created_at DESC, m.membership_id DESC LIMIT $2
            """,
            id.Value,
            PageBounds.MaxLimit);
        return ReadMemberships(row);
    }

    private static ImmutableArray<MembershipEntry> ReadOfOrganization(
        SqliteSession session, (OrganizationId Id, int Limit, int Offset) page)
    {
        using var row = session.Query(
            """
            SELECT m.membership_id, m.user_id, m.organization_id, m.revision, m.role, m.created_at FROM memberships m
            WHERE m.organization_id = $1 AND m.deleted = 0
              AND NOT EXISTS (SELECT 1 FROM organizations o WHERE o.organization_id = $1 AND o.deleted = 1)
              AND NOT EXISTS (SELECT 1 FROM users u WHERE u.user_id = m.user_id AND u.deleted = 1)
              AND NOT EXISTS (
                SELECT 1 FROM memberships n
                WHERE n.user_id = m.user_id AND n.organization_id = m.organization_id AND n.deleted = 0
                  AND (n.created_at, n.membership_id) > (m.created_at, m.membership_id))
            ORDER BY m.created_at DESC, m.membership_id DESC LIMIT $2 OFFSET $3
            """,
            page.Id.Value,
            page.Limit,
            page.Offset);
        return ReadMemberships(row);
    }

    private static DirectoryCounts Count(SqliteSession session, int unused)
    {
        using var row = session.Query(
            """
            SELECT
              (SELECT count(*) FROM users WHERE deleted = 0),
              (SELECT count(*) FROM organizations WHERE deleted = 0)
            """);
        row.Read();
        return new DirectoryCounts(row.GetInt64(0), row.GetInt64(1));
    }

    private static ImmutableArray<UserId> ReadUserIds(SqliteDataReader row)
    {
        var ids = ImmutableArray.CreateBuilder<UserId>();
        while (row.Read()) ids.Add(UserId.Parse(row.GetString(0)));
        return ids.DrainToImmutable();
    }

    private static ImmutableArray<MembershipEntry> ReadMemberships(SqliteDataReader row)
    {
        var memberships = ImmutableArray.CreateBuilder<MembershipEntry>();
        while (row.Read())
        {
            memberships.Add(new MembershipEntry
            {
                Id = MembershipId.Parse(row.GetString(0)),
                UserId = UserId.Parse(row.GetString(1)),
                OrganizationId = OrganizationId.Parse(row.GetString(2)),
                Revision = row.GetInt64(3),
                Role = row.IsDBNull(4) ? null : row.GetString(4),
                CreatedAt = row.GetInt64(5),
            });
        }

        return memberships.DrainToImmutable();
    }

    private Task<ImmutableArray<UserId>> FindUsersAsync(
        IdentifierKind kind, string value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        return DirectoryText.Normalize(kind, value) is { } normal
            ? readers.ReadAsync(FindUsers, new UserIdentifier(kind, normal), cancellationToken).AsTask()
            : Task.FromResult(ImmutableArray<UserId>.Empty);
    }
}
