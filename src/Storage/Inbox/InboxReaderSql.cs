namespace Identity.Storage.Inbox;

/// <summary>The statements that read single entries and bodies, in the words of one database.</summary>
internal sealed class InboxReaderSql(InboxDialect dialect)
{
    /// <summary>Parameters: 1 the instance or null, 2 the message.</summary>
    internal string Message { get; } =
        $"""
        {InboxSql.Instances}
        SELECT {InboxSql.Columns}, {dialect.Body}
        FROM instances n JOIN inbox i ON i.instance_id = n.id AND i.svix_id = $2 {dialect.Join}
        WHERE n.id = $1 OR $1 IS NULL
        ORDER BY CASE WHEN n.id = (SELECT value FROM settings WHERE name = 'instance_id') THEN 0 ELSE 1 END, n.id
        LIMIT 1
        """;

    /// <summary>Parameters: 1 to 3 the position after which to go on, 4 the bytes, 5 the limit.</summary>
    internal string Mentions { get; } =
        $"""
        SELECT i.received_at, i.instance_id, i.svix_id, CASE WHEN {dialect.Mentions} THEN {dialect.Body} END
        FROM inbox i {dialect.Join}
        WHERE {InboxSql.Unattributed} AND (i.received_at, i.instance_id, i.svix_id) > ($1, $2, $3)
        ORDER BY i.received_at, i.instance_id, i.svix_id LIMIT $5
        """;
}
