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
    /// <remarks>The server knows how many users may match, and whether there is an index to find them with.</remarks>
    internal override ValueTask AddTextAsync(
        ListSql sql, string userId, string text, IQueries queries, CancellationToken cancellationToken)
    {
        sql.And(
            $"""
            {userId} IN (SELECT t.user_id FROM user_texts t WHERE t.body LIKE {sql.Parameter(PatternOf(text))})
            """);
        return ValueTask.CompletedTask;
    }

    private static string PatternOf(string text) =>
        $"%{text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal)}%";
}
