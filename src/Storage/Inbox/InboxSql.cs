namespace Identity.Storage.Inbox;

/// <summary>What the statements of both databases have in common. They call the table <c>i</c>.</summary>
internal static class InboxSql
{
    /// <summary>The columns that <see cref="InboxRow"/> reads first.</summary>
    internal const string Columns =
        """
        i.instance_id, i.svix_id, i.type, i.occurred_at, i.received_at, i.entity, i.user_id, i.organization_id, i.state,
          i.attempts, i.reason
        """;

    /// <summary>Entries that neither a user nor an organization applies. The words of an index.</summary>
    internal const string OfResource =
        "i.entity <> coalesce(i.user_id, '') AND i.entity <> coalesce(i.organization_id, '')";

    /// <summary>Entries that may hold somebody's data without saying whose. The words of an index.</summary>
    internal const string Unattributed = $"i.state <> 0 AND ((i.user_id IS NULL AND i.state >= 3) OR ({OfResource}))";

    /// <summary>The states of which nothing is to be done any more.</summary>
    internal const string Settled = "(1, 2, 4, 5)";

    internal const string Counts =
        """
        SELECT
          (SELECT count(*) FROM inbox WHERE state = 0),
          (SELECT count(*) FROM inbox WHERE state = 3),
          (SELECT count(*) FROM inbox WHERE state = 4),
          (SELECT min(received_at) FROM inbox WHERE state = 0)
        """;

    /// <summary>
    /// The Clerk instances in the inbox, of which there are few: one look into the key's index for each. With it a
    /// message is found by its id alone.
    /// </summary>
    internal const string Instances =
        """
        WITH RECURSIVE instances (id) AS (
          SELECT min(instance_id) FROM inbox
          UNION ALL
          SELECT (SELECT min(instance_id) FROM inbox WHERE instance_id > instances.id) FROM instances
          WHERE instances.id IS NOT NULL
        )
        """;
}
