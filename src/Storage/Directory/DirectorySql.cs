namespace Identity.Storage.Directory;

/// <summary>The statements that read users, organizations and memberships, in the words of both databases.</summary>
internal static class DirectorySql
{
    internal const string UsersByIdentifier =
        """
        SELECT u.user_id FROM user_identifiers i JOIN users u ON u.user_id = i.user_id
        WHERE i.kind = $1 AND i.value = $2 AND NOT u.deleted
        ORDER BY u.updated_at DESC NULLS LAST, u.user_id DESC LIMIT $3
        """;

    internal const string Users =
        """
        SELECT user_id FROM users WHERE NOT deleted
        ORDER BY created_at DESC NULLS LAST, user_id DESC LIMIT $1 OFFSET $2
        """;

    internal const string DeletedUsers =
        """
        SELECT user_id FROM users WHERE deleted AND NOT erased AND deleted_at <= $1
        ORDER BY deleted_at, user_id LIMIT $2
        """;

    internal const string OrganizationBySlug =
        """
        SELECT organization_id FROM organizations WHERE slug = $1 AND NOT deleted
        ORDER BY updated_at DESC NULLS LAST, organization_id DESC LIMIT 1
        """;

    internal const string MembershipsOfUser =
        $"""
        {Memberships} AND m.user_id = $1 AND {IsNewestOfPair}
        ORDER BY m.created_at DESC, m.membership_id DESC LIMIT $2
        """;

    internal const string MembershipsOfOrganization =
        $"""
        {Memberships} AND m.organization_id = $1 AND {IsNewestOfPair}
        ORDER BY m.created_at DESC, m.membership_id DESC LIMIT $2 OFFSET $3
        """;

    /// <summary>Visible memberships, of several for one pair all.</summary>
    /// <remarks>
    /// What hides a row is looked up for each as values, not as rows to join: a planner then has no choice but to walk
    /// the index in the order of the list, and to stop at its limit.
    /// </remarks>
    internal const string Memberships =
        $"""
        SELECT {MembershipColumns} FROM memberships m
        WHERE {IsVisible}
        """;

    internal const string MembershipColumns =
        "m.membership_id, m.user_id, m.organization_id, m.revision, m.role, m.created_at";

    /// <summary>Neither a membership <c>m</c> nor its user nor its organization is deleted.</summary>
    internal const string IsVisible =
        """
        NOT m.deleted
          AND NOT coalesce((SELECT u.deleted FROM users u WHERE u.user_id = m.user_id), false)
          AND NOT coalesce((SELECT o.deleted FROM organizations o WHERE o.organization_id = m.organization_id), false)
        """;

    internal const string Counts =
        """
        SELECT
          (SELECT count(*) FROM users WHERE NOT deleted),
          (SELECT count(*) FROM organizations WHERE NOT deleted)
        """;

    /// <summary>Of several memberships for one pair, <c>m</c> is the one that counts.</summary>
    internal const string IsNewestOfPair =
        """
        m.membership_id = (
            SELECT n.membership_id FROM memberships n
            WHERE n.user_id = m.user_id AND n.organization_id = m.organization_id AND NOT n.deleted
            ORDER BY n.created_at DESC, n.membership_id DESC LIMIT 1)
        """;
}
