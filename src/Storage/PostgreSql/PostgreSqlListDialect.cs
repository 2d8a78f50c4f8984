using System.Text.Json;
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
    /// <remarks>
    /// The server knows about how many users may match, and whether there is an index to find them with. But it takes for
    /// granted that a list's order has nothing to do with the text, and then walks past nearly everybody where it has.
    /// </remarks>
    internal override async ValueTask AddTextAsync(
        ListSql sql, string text, IQueries queries, CancellationToken cancellationToken)
    {
        var pattern = PatternOf(text);
        var matches = $"(SELECT t.user_id FROM user_texts t WHERE t.body LIKE {sql.Parameter(pattern)})";
        // An array is made first, whatever the server thinks of the rest.
        sql.And(
            await AreFewAsync(pattern, sql.Walked, queries, cancellationToken)
                ? $"u.user_id = ANY (ARRAY{matches})"
                : $"u.user_id IN {matches}");
    }

    private static async ValueTask<bool> AreFewAsync(
        string pattern, long walked, IQueries queries, CancellationToken cancellationToken)
    {
        // What is only counted is in no order.
        if (walked is 0 or ListSql.All) return false;
        var users = await queries.QueryAsync(
            "SELECT reltuples::bigint FROM pg_class WHERE oid = 'user_texts'::regclass",
            row => row.GetInt64(0),
            cancellationToken);
        var plan = await queries.QueryAsync(
            "EXPLAIN (FORMAT JSON) SELECT 1 FROM user_texts t WHERE t.body LIKE $1",
            row => row.GetString(0),
            cancellationToken,
            pattern);
        using var estimate = JsonDocument.Parse(plan[0]);
        var matches = estimate.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetDouble();
        return matches <= MostLookedUp(walked, users[0]);
    }

    private static string PatternOf(string text) =>
        $"%{text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal)}%";
}
