using Identity.Grains.Directory;
using Identity.Storage.Directory;

namespace Identity.Storage.PostgreSql;

/// <summary>Writes directory rows, each kind in one statement; a row replaces only one of the same or a lower revision.</summary>
internal static class PostgreSqlDirectoryWrites
{
    internal static void AddTo(PostgreSqlBatch statements, IReadOnlyList<DirectoryEntries> entries)
    {
        AddUsers(statements, Newest(entries.Select(e => e.User).OfType<UserEntry>(), u => u.Id.Value, u => u.Revision));
        AddOrganizations(
            statements,
            Newest(entries.Select(e => e.Organization).OfType<OrganizationEntry>(), o => o.Id.Value, o => o.Revision));
        AddMemberships(statements, Newest(entries.SelectMany(e => e.Memberships), m => m.Id.Value, m => m.Revision));
    }

    // A statement may touch a row once only. In the order of the ids, so that processes lock in the same order.
    private static List<T> Newest<T>(IEnumerable<T> rows, Func<T, string> id, Func<T, long> revision) =>
    [
        .. rows.GroupBy(id)
            .Select(same => same.Aggregate((best, next) => revision(next) >= revision(best) ? next : best))
            .OrderBy(id, StringComparer.Ordinal),
    ];

    private static void AddUsers(PostgreSqlBatch statements, List<UserEntry> users)
    {
        if (users.Count == 0) return;
        var identifiers = users
            .SelectMany(user => DirectoryText.IdentifiersOf(user), (user, identifier) => (user.Id, identifier))
            .ToList();
        statements.Add(
            """
            WITH written AS (
              INSERT INTO users AS u (user_id, revision, deleted, banned, external_id, username, first_name, last_name,
                created_at, updated_at, last_sign_in_at)
              SELECT * FROM unnest($1::text[], $2::bigint[], $3::boolean[], $4::boolean[], $5::text[], $6::text[],
                $7::text[], $8::text[], $9::bigint[], $10::bigint[], $11::bigint[])
              ON CONFLICT (user_id) DO UPDATE SET
                revision = excluded.revision, deleted = excluded.deleted, banned = excluded.banned,
                external_id = excluded.external_id, username = excluded.username, first_name = excluded.first_name,
                last_name = excluded.last_name, created_at = excluded.created_at, updated_at = excluded.updated_at,
                last_sign_in_at = excluded.last_sign_in_at
              WHERE excluded.revision >= u.revision
              RETURNING u.user_id
            ), wanted AS (
              SELECT n.kind, n.value, n.user_id
              FROM unnest($12::smallint[], $13::text[], $14::text[]) AS n (kind, value, user_id)
              JOIN written USING (user_id)
            ), removed AS (
              DELETE FROM user_identifiers i USING written w
              WHERE i.user_id = w.user_id AND NOT EXISTS (
                SELECT 1 FROM wanted n WHERE n.user_id = i.user_id AND n.kind = i.kind AND n.value = i.value)
            )
            INSERT INTO user_identifiers (kind, value, user_id) SELECT * FROM wanted ON CONFLICT DO NOTHING
            """,
            PostgreSqlValue.Column(users, user => user.Id.Value),
            PostgreSqlValue.Column(users, user => user.Revision),
            PostgreSqlValue.Column(users, user => user.Deleted),
            PostgreSqlValue.Column(users, user => user.Banned),
            PostgreSqlValue.Column(users, user => user.ExternalId),
            PostgreSqlValue.Column(users, user => user.Username),
            PostgreSqlValue.Column(users, user => user.FirstName),
            PostgreSqlValue.Column(users, user => user.LastName),
            PostgreSqlValue.Column(users, user => user.CreatedAt),
            PostgreSqlValue.Column(users, user => user.UpdatedAt),
            PostgreSqlValue.Column(users, user => user.LastSignInAt),
            PostgreSqlValue.Column(identifiers, row => (short)row.identifier.Kind),
            PostgreSqlValue.Column(identifiers, row => row.identifier.Value),
            PostgreSqlValue.Column(identifiers, row => row.Id.Value));
    }

    private static void AddOrganizations(PostgreSqlBatch statements, List<OrganizationEntry> organizations)
    {
        if (organizations.Count == 0) return;
        statements.Add(
            """
            INSERT INTO organizations AS o (organization_id, revision, deleted, name, slug, created_at, updated_at)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::boolean[], $4::text[], $5::text[], $6::bigint[],
              $7::bigint[])
            ON CONFLICT (organization_id) DO UPDATE SET
              revision = excluded.revision, deleted = excluded.deleted, name = excluded.name, slug = excluded.slug,
              created_at = excluded.created_at, updated_at = excluded.updated_at
            WHERE excluded.revision >= o.revision
            """,
            PostgreSqlValue.Column(organizations, organization => organization.Id.Value),
            PostgreSqlValue.Column(organizations, organization => organization.Revision),
            PostgreSqlValue.Column(organizations, organization => organization.Deleted),
            PostgreSqlValue.Column(organizations, organization => organization.Name),
            PostgreSqlValue.Column(organizations, organization => organization.Slug),
            PostgreSqlValue.Column(organizations, organization => organization.CreatedAt),
            PostgreSqlValue.Column(organizations, organization => organization.UpdatedAt));
    }

    private static void AddMemberships(PostgreSqlBatch statements, List<MembershipEntry> memberships)
    {
        if (memberships.Count == 0) return;
        statements.Add(
            """
            INSERT INTO memberships AS m (membership_id, user_id, organization_id, revision, deleted, role, created_at)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::boolean[], $6::text[],
              $7::bigint[])
            ON CONFLICT (membership_id) DO UPDATE SET
              user_id = excluded.user_id, organization_id = excluded.organization_id, revision = excluded.revision,
              deleted = excluded.deleted, role = excluded.role, created_at = excluded.created_at
            WHERE excluded.revision >= m.revision
            """,
            PostgreSqlValue.Column(memberships, membership => membership.Id.Value),
            PostgreSqlValue.Column(memberships, membership => membership.UserId.Value),
            PostgreSqlValue.Column(memberships, membership => membership.OrganizationId.Value),
            PostgreSqlValue.Column(memberships, membership => membership.Revision),
            PostgreSqlValue.Column(memberships, membership => membership.Deleted),
            PostgreSqlValue.Column(memberships, membership => membership.Role),
            PostgreSqlValue.Column(memberships, membership => membership.CreatedAt));
    }
}
