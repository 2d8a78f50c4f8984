using System.Text.Json;
using Identity.Storage.Directory.Lists;

namespace Identity.Storage.PostgreSql;

/// <inheritdoc/>
internal sealed class PostgreSqlListDialect : ListDialect
{
    // To look a user up and to sort it takes about so many times as long as to walk past it.
    private const int LookupCost = 2;

    // So many are looked up even where a walk may be shorter: it may be long, too, where the order has to do with the text.
    private const long AlwaysLookedUp = 25_000;

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
    /// granted that a list's order has nothing to do with the text, and then looks at nearly everybody's where it has.
    /// </remarks>
    internal override async ValueTask AddTextAsync(
        ListSql sql, string text, IQueries queries, CancellationToken cancellationToken)
    {
        var pattern = PatternOf(text);
        var matches = $"(SELECT t.user_id FROM user_texts t WHERE t.body LIKE {sql.Parameter(pattern)})";
        // What is only counted is in no order.
        sql.And(sql.Walked is 0 or ListSql.All
            ? $"u.user_id IN {matches}"
            : await InOrderAsync(sql, matches, pattern, queries, cancellationToken));
    }

    private static async ValueTask<string> InOrderAsync(
        ListSql sql, string matches, string pattern, IQueries queries, CancellationToken cancellationToken)
    {
        var counts = await queries.QueryAsync(
            "SELECT reltuples::bigint FROM pg_class WHERE oid = 'user_texts'::regclass",
            row => row.GetInt64(0),
            cancellationToken);
        var users = counts[0];
        // Nobody has counted yet, so there is nothing to go by.
        if (users < 0) return $"u.user_id IN {matches}";
        var expected = await EstimateAsync(pattern, queries, cancellationToken);
        // An array is made first, whatever the server thinks of the rest.
        if (expected <= MostLookedUp(sql.Walked, users)) return $"u.user_id = ANY (ARRAY{matches})";
        var matching = await queries.QueryAsync(
            $"""
            SELECT count(*) FROM (SELECT u.user_id FROM users u WHERE NOT u.deleted {sql.Order} LIMIT {FirstTexts}) first
            JOIN user_texts t ON t.user_id = first.user_id AND t.body LIKE $1
            """,
            row => row.GetInt64(0),
            cancellationToken,
            pattern);
        // This is no join to the server, but a set, made first and asked about each entry of the order's index.
        return IsAnyOrder(matching[0], FirstTexts, expected, users)
            ? $"u.user_id IN {matches}"
            : $"(u.user_id IN {matches}) IS TRUE";
    }

    private static async ValueTask<double> EstimateAsync(
        string pattern, IQueries queries, CancellationToken cancellationToken)
    {
        var plan = await queries.QueryAsync(
            "EXPLAIN (FORMAT JSON) SELECT 1 FROM user_texts t WHERE t.body LIKE $1",
            row => row.GetString(0),
            cancellationToken,
            pattern);
        using var estimate = JsonDocument.Parse(plan[0]);
        return estimate.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetDouble();
    }

    // Of m users among n, a walk has gone past walked * n / m when it has found as many as it wants.
    private static long MostLookedUp(long walked, long users)
    {
        var asLong = (long)Math.Sqrt((double)Math.Min(walked, users) * users / LookupCost);
        return Math.Max(asLong, Math.Min(AlwaysLookedUp, users / LookupCost));
    }

    private static string PatternOf(string text) =>
        $"%{text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal)}%";
}
