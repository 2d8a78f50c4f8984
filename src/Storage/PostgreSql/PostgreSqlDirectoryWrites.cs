using Identity.Grains.Directory;
using Identity.Storage.Directory;

namespace Identity.Storage.PostgreSql;

/// <summary>
/// Writes directory rows, each kind in one go; a row replaces only one of the same or a lower revision.
/// </summary>
internal static partial class PostgreSqlDirectoryWrites
{
    internal static void AddTo(PostgreSqlBatch statements, IReadOnlyList<DirectoryEntries> entries)
    {
        // Before the users: whoever is deleted has none left.
        AddSessions(statements, Newest(entries.SelectMany(e => e.Sessions), s => s.Id.Value, _ => 0));
        AddUsers(statements, Newest(entries.Select(e => e.User).OfType<UserEntry>(), u => u.Id.Value, u => u.Revision));
        AddOrganizations(
            statements,
            Newest(entries.Select(e => e.Organization).OfType<OrganizationEntry>(), o => o.Id.Value, o => o.Revision));
        AddMemberships(statements, Newest(entries.SelectMany(e => e.Memberships), m => m.Id.Value, m => m.Revision));
        AddResources(
            statements,
            Newest(entries.Select(e => e.Resource).OfType<ResourceEntry>(), r => r.Id.Value, r => r.Revision));
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
        statements.Add(
            """
            INSERT INTO users AS u (user_id, revision, deleted, banned, external_id, username, first_name, last_name,
              created_at, updated_at, last_sign_in_at, deleted_at, erased, email_address, phone_number, web3_wallet,
              last_active_at)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::boolean[], $4::boolean[], $5::text[], $6::text[],
              $7::text[], $8::text[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::boolean[],
              $14::text[], $15::text[], $16::text[], $17::bigint[])
            ON CONFLICT (user_id) DO UPDATE SET
              revision = excluded.revision, deleted = excluded.deleted, banned = excluded.banned,
              external_id = excluded.external_id, username = excluded.username, first_name = excluded.first_name,
              last_name = excluded.last_name, created_at = excluded.created_at, updated_at = excluded.updated_at,
              last_sign_in_at = excluded.last_sign_in_at, deleted_at = excluded.deleted_at,
              erased = u.erased OR excluded.erased, email_address = excluded.email_address,
              phone_number = excluded.phone_number, web3_wallet = excluded.web3_wallet,
              last_active_at = excluded.last_active_at
            WHERE excluded.revision >= u.revision
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
            PostgreSqlValue.Column(users, user => user.DeletedAt),
            PostgreSqlValue.Column(users, user => user.Erased),
            PostgreSqlValue.Column(users, user => user.PrimaryEmailAddress),
            PostgreSqlValue.Column(users, user => user.PrimaryPhoneNumber),
            PostgreSqlValue.Column(users, user => user.PrimaryWeb3Wallet),
            PostgreSqlValue.Column(users, user => user.LastActiveAt));
        AddIdentifiers(statements, users);
        AddTexts(statements, users);
    }

    // Of the users just written: those whose stored revision is the given one. NOT IN, since that is looked up in a hash.
    private static void AddIdentifiers(PostgreSqlBatch statements, List<UserEntry> users)
    {
        var identifiers = users
            .SelectMany(DirectoryText.IdentifiersOf, (user, identifier) => (user, identifier))
            .ToList();
        statements.Add(
            """
            DELETE FROM user_identifiers i
            USING unnest($1::text[], $2::bigint[]) AS w (user_id, revision), users u
            WHERE u.user_id = w.user_id AND u.revision = w.revision AND i.user_id = w.user_id
              AND (i.kind, i.value, i.user_id) NOT IN (
                SELECT * FROM unnest($3::smallint[], $4::text[], $5::text[]))
            """,
            PostgreSqlValue.Column(users, user => user.Id.Value),
            PostgreSqlValue.Column(users, user => user.Revision),
            PostgreSqlValue.Column(identifiers, row => (short)row.identifier.Kind),
            PostgreSqlValue.Column(identifiers, row => row.identifier.Value),
            PostgreSqlValue.Column(identifiers, row => row.user.Id.Value));
        if (identifiers.Count == 0) return;
        statements.Add(
            """
            INSERT INTO user_identifiers (kind, value, user_id)
            SELECT n.kind, n.value, n.user_id
            FROM unnest($1::smallint[], $2::text[], $3::text[], $4::bigint[]) AS n (kind, value, user_id, revision)
            JOIN users u ON u.user_id = n.user_id AND u.revision = n.revision
            ON CONFLICT DO NOTHING
            """,
            PostgreSqlValue.Column(identifiers, row => (short)row.identifier.Kind),
            PostgreSqlValue.Column(identifiers, row => row.identifier.Value),
            PostgreSqlValue.Column(identifiers, row => row.user.Id.Value),
            PostgreSqlValue.Column(identifiers, row => row.user.Revision));
    }

    private static void AddOrganizations(PostgreSqlBatch statements, List<OrganizationEntry> organizations)
    {
        if (organizations.Count == 0) return;
        statements.Add(
            """
            INSERT INTO organizations AS o (organization_id, revision, deleted, name, slug, created_at, updated_at, body)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::boolean[], $4::text[], $5::text[], $6::bigint[],
              $7::bigint[], $8::text[])
            ON CONFLICT (organization_id) DO UPDATE SET
              revision = excluded.revision, deleted = excluded.deleted, name = excluded.name, slug = excluded.slug,
              created_at = excluded.created_at, updated_at = excluded.updated_at, body = excluded.body
            WHERE excluded.revision >= o.revision
            """,
            PostgreSqlValue.Column(organizations, organization => organization.Id.Value),
            PostgreSqlValue.Column(organizations, organization => organization.Revision),
            PostgreSqlValue.Column(organizations, organization => organization.Deleted),
            PostgreSqlValue.Column(organizations, organization => organization.Name),
            PostgreSqlValue.Column(organizations, organization => organization.Slug),
            PostgreSqlValue.Column(organizations, organization => organization.CreatedAt),
            PostgreSqlValue.Column(organizations, organization => organization.UpdatedAt),
            PostgreSqlValue.Column(organizations, DirectoryText.TextOf));
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

    private static void AddResources(PostgreSqlBatch statements, List<ResourceEntry> resources)
    {
        if (resources.Count == 0) return;
        statements.Add(
            """
            INSERT INTO resources AS r (resource_id, kind, revision, deleted, organization_id, user_id, inviter_id,
              email_address, email_key, status, created_at, updated_at, name, mode, verified, expires_at)
            SELECT * FROM unnest($1::text[], $2::smallint[], $3::bigint[], $4::boolean[], $5::text[], $6::text[],
              $7::text[], $8::text[], $9::text[], $10::text[], $11::bigint[], $12::bigint[], $13::text[], $14::text[],
              $15::boolean[], $16::bigint[])
            ON CONFLICT (resource_id) DO UPDATE SET
              kind = excluded.kind, revision = excluded.revision, deleted = excluded.deleted,
              organization_id = excluded.organization_id, user_id = excluded.user_id, inviter_id = excluded.inviter_id,
              email_address = excluded.email_address, email_key = excluded.email_key, status = excluded.status,
              created_at = excluded.created_at, updated_at = excluded.updated_at, name = excluded.name,
              mode = excluded.mode, verified = excluded.verified, expires_at = excluded.expires_at
            WHERE excluded.revision >= r.revision
            """,
            PostgreSqlValue.Column(resources, resource => resource.Id.Value),
            PostgreSqlValue.Column(resources, resource => (short)resource.Kind),
            PostgreSqlValue.Column(resources, resource => resource.Revision),
            PostgreSqlValue.Column(resources, resource => resource.Deleted),
            PostgreSqlValue.Column(resources, resource => resource.OrganizationId?.Value),
            PostgreSqlValue.Column(resources, resource => resource.UserId?.Value),
            PostgreSqlValue.Column(resources, resource => resource.InviterId?.Value),
            PostgreSqlValue.Column(resources, resource => resource.EmailAddress),
            PostgreSqlValue.Column(resources, DirectoryText.EmailKey),
            PostgreSqlValue.Column(resources, resource => resource.Status),
            PostgreSqlValue.Column(resources, resource => resource.CreatedAt),
            PostgreSqlValue.Column(resources, resource => resource.UpdatedAt),
            PostgreSqlValue.Column(resources, resource => resource.Name),
            PostgreSqlValue.Column(resources, resource => resource.EnrollmentMode),
            PostgreSqlValue.Column(resources, resource => resource.IsVerified),
            PostgreSqlValue.Column(resources, resource => resource.ExpiresAt));
    }
}
