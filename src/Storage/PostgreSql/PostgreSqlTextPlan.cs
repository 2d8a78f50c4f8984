using Identity.Storage.Directory.Lists;

namespace Identity.Storage.PostgreSql;

/// <summary>
/// Decides how those users are found whose text holds another: by looking up all who do, by a walk in the list's order past
/// all who don't, or as the server thinks best. The server takes for granted that a list's order has nothing to do with the
/// text, asks for every trigram, common as it may be, and expects a hundred where there are ten thousand.
/// </summary>
/// <remarks>The costs are those with a million users; docs/adr/0035-an-index-for-each-order.md.</remarks>
internal static class PostgreSqlTextPlan
{
    // To look a user up and to sort it takes about as long as so many steps past an entry of an order's index.
    private const int LookupCost = 70;

    // One of so many users is found sooner by reading texts than it takes to make a set of all who match.
    private const int CommonShare = 25;

    /// <summary>Says it to the server, in the statement's conditions.</summary>
    /// <inheritdoc cref="ListDialect.AddTextAsync"/>
    internal static async ValueTask AddAsync(
        ListSql sql, string text, IQueries queries, CancellationToken cancellationToken)
    {
        text = StoredText.Clean(text);
        // What is only counted is in no order.
        var sample = sql.Walked is 0 or ListSql.All ? null : await TextSample.ReadAsync(queries, cancellationToken);
        if (sample is not { } some)
        {
            AsTheServerThinks(sql, text);
            return;
        }

        var expected = some.Users * some.Share(text);
        if (expected * CommonShare > some.Users
            && await IsAnyOrderAsync(sql, text, expected, some.Users, queries, cancellationToken))
        {
            AsTheServerThinks(sql, text);
            return;
        }

        var matches = Matches(sql, text, some);
        // Of m users among n, a walk has gone past walked * n / m when it has found as many as it wants.
        var walk = Math.Min(some.Users, sql.Walked * some.Users / Math.Max(1, expected));
        // An array is made first, whatever the server thinks of the rest. The other is no join to the server, but a set, made
        // first and asked about each entry of the order's index.
        sql.And(expected * LookupCost <= walk
            ? $"u.user_id = ANY (ARRAY{matches})"
            : $"(u.user_id IN {matches}) IS TRUE");
    }

    private static void AsTheServerThinks(ListSql sql, string text) => sql.And(
        $"u.user_id IN (SELECT t.user_id FROM user_texts t WHERE t.body LIKE {sql.Parameter(PatternOf(text))})");

    private static string Matches(ListSql sql, string text, TextSample sample)
    {
        var trigrams = sample.RarestTrigrams(text).ToList();
        var conditions = trigrams.Count > 0
            ? trigrams
                .Select(trigram => $"t.body LIKE {sql.Parameter(PatternOf(trigram))}")
                .Append(sql.Dialect.Contains("t.body", sql.Parameter(text)))
            : [$"t.body LIKE {sql.Parameter(PatternOf(text))}"];
        return $"(SELECT t.user_id FROM user_texts t WHERE {string.Join(" AND ", conditions)})";
    }

    private static async ValueTask<bool> IsAnyOrderAsync(
        ListSql sql, string text, double expected, long users, IQueries queries, CancellationToken cancellationToken)
    {
        var matching = await queries.QueryAsync(
            $"""
            SELECT count(*)
            FROM (SELECT u.user_id FROM users u WHERE NOT u.deleted {sql.Order} LIMIT {ListDialect.FirstTexts}) first
            JOIN user_texts t ON t.user_id = first.user_id AND t.body LIKE $1
            """,
            row => row.GetInt64(0),
            cancellationToken,
            PatternOf(text));
        return ListDialect.IsAnyOrder(matching[0], ListDialect.FirstTexts, expected, users);
    }

    private static string PatternOf(string text) =>
        $"%{text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal)}%";
}
