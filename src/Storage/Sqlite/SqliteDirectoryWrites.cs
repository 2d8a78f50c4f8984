using Identity.Clerk.Identifiers;
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
        if (entries.Resource is { } resource) Write(session, resource);
        foreach (var started in entries.Sessions) Write(session, started);
    }

    /// <summary>Leaves nothing of a deleted user but the tombstone; returns how many memberships there were.</summary>
    internal static int Erase(SqliteSession session, UserId id)
    {
        session.Execute("DELETE FROM user_identifiers WHERE user_id = $1", id.Value);
        session.Execute("DELETE FROM sessions WHERE user_id = $1", id.Value);
        session.Execute(
            """
            UPDATE users SET erased = 1, banned = 0, external_id = NULL, username = NULL, first_name = NULL,
              last_name = NULL, created_at = NULL, updated_at = NULL, last_sign_in_at = NULL, email_address = NULL,
              phone_number = NULL, web3_wallet = NULL, last_active_at = NULL, folded_name = NULL, body = NULL
            WHERE user_id = $1 AND deleted
            """,
            id.Value);
        // Each half has an index of its own.
        return session.Execute("DELETE FROM memberships WHERE user_id = $1 AND NOT deleted", id.Value)
            + session.Execute("DELETE FROM memberships WHERE user_id = $1 AND deleted", id.Value);
    }

    private static void Write(SqliteSession session, UserEntry user)
    {
        if (!Upsert(session, user, DirectoryText.TextOf(user))) return;
        WriteIdentifiers(session, user);
        if (user.Deleted) session.Execute("DELETE FROM sessions WHERE user_id = $1", user.Id.Value);
    }

    // False when a higher revision is stored.
    private static bool Upsert(SqliteSession session, UserEntry user, UserText? text) =>
        session.Execute(
            """
            INSERT INTO users (user_id, revision, deleted, banned, external_id, username, first_name, last_name,
              created_at, updated_at, last_sign_in_at, deleted_at, erased, email_address, phone_number, web3_wallet,
              last_active_at, folded_name, body, change_number)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
              (SELECT coalesce(max(change_number), 0) + 1 FROM users))
            ON CONFLICT (user_id) DO UPDATE SET
              revision = excluded.revision, deleted = excluded.deleted, banned = excluded.banned,
              external_id = excluded.external_id, username = excluded.username, first_name = excluded.first_name,
              last_name = excluded.last_name, created_at = excluded.created_at, updated_at = excluded.updated_at,
              last_sign_in_at = excluded.last_sign_in_at, deleted_at = excluded.deleted_at,
              erased = users.erased OR excluded.erased, email_address = excluded.email_address,
              phone_number = excluded.phone_number, web3_wallet = excluded.web3_wallet,
              last_active_at = excluded.last_active_at, folded_name = excluded.folded_name, body = excluded.body,
              change_number = excluded.change_number
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
            user.LastSignInAt,
            user.DeletedAt,
            user.Erased,
            user.PrimaryEmailAddress,
            user.PrimaryPhoneNumber,
            user.PrimaryWeb3Wallet,
            user.LastActiveAt,
            text?.Name,
            text?.Body) > 0;

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
            INSERT INTO organizations (organization_id, revision, deleted, name, slug, created_at, updated_at, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (organization_id) DO UPDATE SET
              revision = excluded.revision, deleted = excluded.deleted, name = excluded.name, slug = excluded.slug,
              created_at = excluded.created_at, updated_at = excluded.updated_at, body = excluded.body
            WHERE excluded.revision >= organizations.revision
            """,
            organization.Id.Value,
            organization.Revision,
            organization.Deleted,
            organization.Name,
            organization.Slug,
            organization.CreatedAt,
            organization.UpdatedAt,
            DirectoryText.TextOf(organization));

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

    private static void Write(SqliteSession session, ResourceEntry resource) =>
        session.Execute(
            """
            INSERT INTO resources (resource_id, kind, revision, deleted, organization_id, user_id, inviter_id,
              email_address, email_key, status, created_at, updated_at, name, mode, verified, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            ON CONFLICT (resource_id) DO UPDATE SET
              kind = excluded.kind, revision = excluded.revision, deleted = excluded.deleted,
              organization_id = excluded.organization_id, user_id = excluded.user_id, inviter_id = excluded.inviter_id,
              email_address = excluded.email_address, email_key = excluded.email_key, status = excluded.status,
              created_at = excluded.created_at, updated_at = excluded.updated_at, name = excluded.name,
              mode = excluded.mode, verified = excluded.verified, expires_at = excluded.expires_at
            WHERE excluded.revision >= resources.revision
            """,
            resource.Id.Value,
            (int)resource.Kind,
            resource.Revision,
            resource.Deleted,
            resource.OrganizationId?.Value,
            resource.UserId?.Value,
            resource.InviterId?.Value,
            resource.EmailAddress,
            DirectoryText.EmailKey(resource),
            resource.Status,
            resource.CreatedAt,
            resource.UpdatedAt,
            resource.Name,
            resource.EnrollmentMode,
            resource.IsVerified,
            resource.ExpiresAt);

    private static void Write(SqliteSession session, SessionEntry started) =>
        session.Execute(
            """
            INSERT INTO sessions (session_id, user_id, client_id) VALUES ($1, $2, $3)
            ON CONFLICT (session_id) DO UPDATE SET client_id = excluded.client_id
            WHERE client_id IS NULL AND excluded.client_id IS NOT NULL
            """,
            started.Id.Value,
            started.UserId.Value,
            started.ClientId);
}
