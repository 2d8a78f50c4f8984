namespace Identity.Storage.Directory;

/// <summary>The statements that read what was created in a window, in the words of both databases.</summary>
/// <remarks>
/// Parameters: 1 the end, 2 and 3 the moment and id after which to go on, 4 the limit. The users' index runs from the
/// newest to the oldest with those last that have no time, and is read backwards.
/// </remarks>
internal static class WindowSql
{
    internal const string Users =
        """
        SELECT user_id, created_at FROM users
        WHERE NOT deleted AND created_at < $1 AND (created_at, user_id) > ($2, $3)
        ORDER BY created_at NULLS FIRST, user_id LIMIT $4
        """;

    internal const string Organizations =
        """
        SELECT organization_id, created_at FROM organizations
        WHERE NOT deleted AND created_at < $1 AND (created_at, organization_id) > ($2, $3)
        ORDER BY created_at, organization_id LIMIT $4
        """;

    internal const string Memberships =
        $"""
        {DirectorySql.Memberships} AND m.created_at < $1 AND (m.created_at, m.membership_id) > ($2, $3)
        ORDER BY m.created_at, m.membership_id LIMIT $4
        """;
}
