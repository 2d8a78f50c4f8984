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
        if (sql.Walked > 0) await SqliteTextPlan.AddAsync(sql, text, queries, cancellationToken);
        sql.And(Contains("u.body", sql.Parameter(text)));
    }
}
