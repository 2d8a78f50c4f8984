using Identity.Storage.Directory.Lists;

namespace Identity.Storage.PostgreSql;

/// <inheritdoc/>
internal sealed class PostgreSqlListDialect : ListDialect
{
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
    internal override ValueTask AddTextAsync(
        ListSql sql, string text, IQueries queries, CancellationToken cancellationToken) =>
        PostgreSqlTextPlan.AddAsync(sql, text, queries, cancellationToken);
}
