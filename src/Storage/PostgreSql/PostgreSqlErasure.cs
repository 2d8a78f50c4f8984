using Identity.Storage.Inbox;

namespace Identity.Storage.PostgreSql;

/// <summary>Removes what a deleted user left behind.</summary>
internal static class PostgreSqlErasure
{
    internal const string BodiesOfUser =
        """
        WITH picked AS (
          SELECT instance_id, svix_id FROM inbox WHERE user_id = $1 AND state <> 0 AND body IS NOT NULL
          LIMIT $2 FOR UPDATE
        ), erased AS (
          UPDATE inbox i SET body = NULL FROM picked p
          WHERE i.instance_id = p.instance_id AND i.svix_id = p.svix_id
          RETURNING 1
        )
        SELECT count(*) FROM erased
        """;

    internal static void AddTo(PostgreSqlBatch statements, EraseMentions command) => statements.AddCount(
        """
        WITH erased AS (
          UPDATE inbox i SET body = NULL FROM unnest($1::text[], $2::text[]) AS m (instance_id, svix_id)
          WHERE i.instance_id = m.instance_id AND i.svix_id = m.svix_id AND i.state <> 0 AND i.body IS NOT NULL
          RETURNING 1
        )
        SELECT count(*) FROM erased
        """,
        count => command.Result = count,
        PostgreSqlValue.Column(command.Entries, entry => entry.InstanceId.Value),
        PostgreSqlValue.Column(command.Entries, entry => entry.Id.Value));

    internal static void AddTo(PostgreSqlBatch statements, EraseUser command)
    {
        var user = command.UserId.Value;
        statements.AddCount(
            BodiesOfUser,
            count => command.Result = command.Result with { Bodies = count },
            PostgreSqlValue.Of(user),
            PostgreSqlValue.Of(EraseUser.Limit));
        // Each half has an index of its own.
        statements.AddCount(
            """
            WITH live AS (
              DELETE FROM memberships WHERE user_id = $1 AND NOT deleted RETURNING 1
            ), former AS (
              DELETE FROM memberships WHERE user_id = $1 AND deleted RETURNING 1
            )
            SELECT (SELECT count(*) FROM live) + (SELECT count(*) FROM former)
            """,
            count => command.Result = command.Result with { Memberships = count },
            PostgreSqlValue.Of(user));
        statements.Add("DELETE FROM user_identifiers WHERE user_id = $1", PostgreSqlValue.Of(user));
        statements.Add("DELETE FROM user_texts WHERE user_id = $1", PostgreSqlValue.Of(user));
        statements.Add("DELETE FROM sessions WHERE user_id = $1", PostgreSqlValue.Of(user));
        statements.Add(
            """
            UPDATE users SET erased = true, banned = false, external_id = NULL, username = NULL, first_name = NULL,
              last_name = NULL, created_at = NULL, updated_at = NULL, last_sign_in_at = NULL, email_address = NULL,
              phone_number = NULL, web3_wallet = NULL, last_active_at = NULL
            WHERE user_id = $1 AND deleted
              AND NOT EXISTS (SELECT 1 FROM inbox WHERE user_id = $1 AND state <> 0 AND body IS NOT NULL)
            """,
            PostgreSqlValue.Of(user));
    }
}
