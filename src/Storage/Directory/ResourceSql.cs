namespace Identity.Storage.Directory;

/// <summary>The statements that list resources, in the words of both databases.</summary>
/// <remarks>Parameters of a list: 1 the kind, 2 the limit, 3 the offset, 4 whose.</remarks>
internal static class ResourceSql
{
    internal const string OfKind = $"{Select} {Visible} {Page}";

    internal const string OfOrganization = $"{Select} AND r.organization_id = $4 {Visible} {Page}";

    internal const string OfUser = $"{Select} AND r.user_id = $4 {Visible} {Page}";

    internal const string OfEmail = $"{Select} AND r.email_key = $4 {Visible} {Page}";

    /// <summary>Parameters: 1 the person, 2 the limit, 3 the id after which to go on.</summary>
    internal const string OfPerson =
        $"""
        SELECT {Columns} FROM resources r
        WHERE NOT r.deleted AND r.user_id = $1 AND r.resource_id > $3
        UNION
        SELECT {Columns} FROM resources r
        WHERE NOT r.deleted AND r.inviter_id = $1 AND r.resource_id > $3
        ORDER BY resource_id LIMIT $2
        """;

    private const string Columns =
        """
        r.resource_id, r.kind, r.revision, r.organization_id, r.user_id, r.inviter_id, r.email_address, r.status,
          r.created_at, r.updated_at
        """;

    private const string Select = $"SELECT {Columns} FROM resources r WHERE r.kind = $1 AND NOT r.deleted";

    // As for memberships: looked up for each row, so that the list's index is walked and its limit ends the walk.
    internal const string Visible =
        """
        AND NOT coalesce((SELECT o.deleted FROM organizations o WHERE o.organization_id = r.organization_id), false)
          AND NOT coalesce((SELECT u.deleted FROM users u WHERE u.user_id = r.user_id), false)
        """;

    private const string Page = "ORDER BY r.created_at DESC, r.resource_id DESC LIMIT $2 OFFSET $3";
}
