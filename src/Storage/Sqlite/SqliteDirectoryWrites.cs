using Identity.Grains.Directory;
using Identity.Storage.Directory;

namespace Identity.Storage.Sqlite;

/// <summary>Writes directory rows; each replaces only one of the same or a lower revision.</summary>
internal static class SqliteDirectoryWrites
{
    internal static void Write(SqliteSession session, DirectoryEntries entries)
    {
        if (entries.User is { } user) Write(session, user);
        if (entries.Organization is { } organization) Write(session, organization);
        foreach (var membership in entries.Memberships) Write(session, membership);
    }

    private static void Write(SqliteSession session, UserEntry user)
    {
        var written = session.Execute(
            """
            INSERT INTO users (user_id, revision, deleted, banned, external_id, username, first_name, last_name,
              created_at, updated_at, last_sign_in_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (user_id) DO UPDATE SET
              revision = excluded.revision, deleted = excluded.deleted, banned = excluded.banned,
              external_id = excluded.external_id, username = excluded.username, first_name = excluded.first_name,
              last_name = excluded.last_name, created_at = excluded.created_at, updated_at = excluded.updated_at,
              last_sign_in_at = excluded.last_sign_in_at
            WHERE excluded.revision >= users.revision
            """,
            user.Id.Value,
            user.Revision,
            user.Deleted,
            user.Banned,
            user.ExternalId,
            user.Username,
            user.FirstName,
            user.LastName,
            user.CreatedAt,
            user.UpdatedAt,
            user.LastSignInAt) > 0;
        if (written) WriteIdentifiers(session, user);
    }

    private static void WriteIdentifiers(SqliteSession session, UserEntry user)
    {
        var wanted = DirectoryText.IdentifiersOf(user);
        // Most changes of a user leave these alone.
        foreach (var gone in ReadIdentifiers(session, user).Where(stored => !wanted.Remove(stored)))
        {
            session.Execute(
                "DELETE FROM user_identifiers WHERE kind = $1 AND value = $2 AND user_id = $3",
                (int)gone.Kind,
                gone.Value,
                user.Id.Value);
        }

        foreach (var added in wanted)
        {
            session.Execute(
                "INSERT INTO user_identifiers (kind, value, user_id) VALUES ($1, $2, $3)",
                (int)added.Kind,
                added.Value,
                user.Id.Value);
        }
    }

    private static List<UserIdentifier> ReadIdentifiers(SqliteSession session, UserEntry user)
    {
        List<UserIdentifier> stored = [];
        using var row = session.Query("SELECT kind, value FROM user_identifiers WHERE user_id = $1", user.Id.Value);
        while (row.Read()) stored.Add(new UserIdentifier((IdentifierKind)row.GetInt32(0), row.GetString(1)));
        return stored;
    }

    private static void Write(SqliteSession session, OrganizationEntry organization) =>
        session.Execute(
            """
            INSERT INTO organizations (organization_id, revision, deleted, name, slug, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (organization_id) DO UPDATE SET
              revision = excluded.revision, deleted = excluded.deleted, name = excluded.name, slug = excluded.slug,
              created_at = excluded.created_at, updated_at = excluded.updated_at
            WHERE excluded.revision >= organizations.revision
            """,
            organization.Id.Value,
            organization.Revision,
            organization.Deleted,
            organization.Name,
            organization.Slug,
            organization.CreatedAt,
            organization.UpdatedAt);

    private static void Write(SqliteSession session, MembershipEntry membership) =>
        session.Execute(
            """
            INSERT INTO memberships (membership_id, user_id, organization_id, revision, deleted, role, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (membership_id) DO UPDATE SET
              user_id = excluded.user_id, organization_id = excluded.organization_id, revision = excluded.revision,
              deleted = excluded.deleted, role = excluded.role, created_at = excluded.created_at
            WHERE excluded.revision >= memberships.revision
            """,
            membership.Id.Value,
            membership.UserId.Value,
            membership.OrganizationId.Value,
            membership.Revision,
            membership.Deleted,
            membership.Role,
            membership.CreatedAt);
}
