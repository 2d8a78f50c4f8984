using System.Text.Json;
using Identity.Storage.Directory.Lists;

namespace Identity.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteListDialect : ListDialect
{
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
    internal override async ValueTask AddTextAsync(
        ListSql sql, string text, IQueries queries, CancellationToken cancellationToken)
    {
        var few = sql.Walked == 0
            ? null
            : await TrigramSearch.OfFewAsync(
                text, users => MostLookedUp(sql.Walked, users), queries, cancellationToken);
        if (few is not null)
        {
            sql.And(
                $"u.row_id IN (SELECT f.rowid FROM user_trigrams f WHERE f.user_trigrams MATCH {sql.Parameter(few)})");
        }

        // These are looked up and sorted, instead of being looked for in the list's order; and to count among all, SQLite
        // reads the rows as they lie, instead of taking an index for it whose order is another.
        if (few is not null || sql.Walked == ListSql.All) sql.Users = "users u NOT INDEXED";

        sql.And(Contains("u.body", sql.Parameter(text)));
    }
}
