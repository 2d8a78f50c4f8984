using System.Text.Json;
using Identity.Storage.Directory.Lists;
using Identity.Storage.Directory.Lists.Index;

namespace Identity.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteListDialect : ListDialect
{
    /// <inheritdoc/>
    internal override UserIndexSql UserIndex { get; } = new(
        Position: $"SELECT {Position}",
        Page:
        $"""
        SELECT {IndexedUserRow.Columns}, u.body FROM users u
        WHERE u.user_id > $1 AND NOT u.deleted ORDER BY u.user_id LIMIT $2
        """,
        Changed:
        $"""
        SELECT p.*, c.* FROM (SELECT {Position}) p LEFT JOIN (
          SELECT {IndexedUserRow.Columns}, u.body FROM users u
          WHERE u.change_number > CAST($1 AS INTEGER) ORDER BY u.change_number LIMIT $2
        ) c ON true
        """);

    // No server that could start again.
    private const string Position =
        "CAST((SELECT coalesce(max(n.change_number), 0) FROM users n) AS TEXT) AS moment, '' AS server";

    /// <inheritdoc/>
    internal override string IsIn(string value, string parameter) =>
        $"{value} IN (SELECT j.value FROM json_each({parameter}) j)";

    /// <inheritdoc/>
    internal override object Values(IEnumerable<string> values) => JsonSerializer.Serialize(values);

    /// <inheritdoc/>
    internal override string Contains(string value, string parameter) => $"instr({value}, {parameter}) > 0";

    /// <inheritdoc/>
    internal override string NameContains(string parameter) => Contains("u.folded_name", parameter);

    /// <inheritdoc/>
    internal override void AddText(ListSql sql, string parameter, bool amongAll)
    {
        // SQLite would take an index to read all, in whose order each row has to be sought.
        if (amongAll) sql.Users = "users u NOT INDEXED";
        sql.And(Contains("u.body", parameter));
    }
}
