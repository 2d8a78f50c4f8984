using Identity.Storage.Directory.Lists;
using Identity.Storage.Directory.Lists.Index;

namespace Identity.Storage.PostgreSql;

/// <inheritdoc/>
internal sealed class PostgreSqlListDialect : ListDialect
{
    /// <inheritdoc/>
    internal override UserIndexSql UserIndex { get; } = new(
        Position: $"SELECT {Position}",
        Page:
        $"""
        SELECT {IndexedUserRow.Columns}, t.body FROM users u LEFT JOIN user_texts t ON t.user_id = u.user_id
        WHERE u.user_id > $1 AND NOT u.deleted ORDER BY u.user_id LIMIT $2
        """,
        // A transaction has its number before its commit, so the earlier read may not have seen what has a lower one.
        Changed:
        $"""
        SELECT p.*, c.* FROM (SELECT {Position}) p LEFT JOIN LATERAL (
          SELECT {IndexedUserRow.Columns}, t.body FROM users u LEFT JOIN user_texts t ON t.user_id = u.user_id
          WHERE u.transaction_id >= pg_snapshot_xmin($1::text::pg_snapshot)
            AND NOT pg_visible_in_snapshot(u.transaction_id, $1::text::pg_snapshot)
          LIMIT $2
        ) c ON true
        """);

    private const string Position = "pg_current_snapshot()::text AS moment, pg_postmaster_start_time()::text AS server";

    /// <inheritdoc/>
    internal override string IsIn(string value, string parameter) => $"{value} = ANY({parameter})";

    /// <inheritdoc/>
    internal override object Values(IEnumerable<string> values) =>
        values.Select(StoredText.Clean).ToArray();

    /// <inheritdoc/>
    internal override string Contains(string value, string parameter) => $"strpos({value}, {parameter}) > 0";

    /// <inheritdoc/>
    internal override string NameContains(string parameter) =>
        $"EXISTS (SELECT 1 FROM user_texts t WHERE t.user_id = u.user_id AND {Contains("t.name", parameter)})";

    /// <inheritdoc/>
    internal override void AddText(ListSql sql, string parameter, bool amongAll)
    {
        // The server takes every third text to match, whatever is sought, and would look up one after the other.
        var fence = amongAll ? "OFFSET 0" : "";
        sql.And(
            $"u.user_id IN (SELECT t.user_id FROM user_texts t WHERE {Contains("t.body", parameter)} {fence})");
    }
}
