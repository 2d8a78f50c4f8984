using Identity.Storage.Directory.Lists;

namespace Identity.Storage.Sqlite;

/// <summary>
/// Decides how those users are found whose text holds another: by looking up who may match, by a walk in the list's order
/// past all who can't, or by one that reads everybody's text. SQLite knows too little of them to decide it by itself.
/// </summary>
/// <remarks>The costs are those with a million users; docs/adr/0035-an-index-for-each-order.md.</remarks>
internal static class SqliteTextPlan
{
    // To look a user up and to sort it takes about as long as so many steps past an entry of an order's index.
    private const int LookupCost = 50;

    // One of so many users is found sooner by reading texts than it takes to make a set of all who match.
    private const int CommonShare = 8;

    // A count reads the rows as they lie, one after the other, instead of looking one of so many up.
    private const int CountedShare = 5;

    // The first of so many entries in the list's order tell whether it has to do with the text.
    private const int FirstShare = 50;

    private const string AsTheyLie = "users u NOT INDEXED";

    /// <summary>Says it to SQLite, in the statement's conditions and its table.</summary>
    /// <inheritdoc cref="ListDialect.AddTextAsync"/>
    internal static async ValueTask AddAsync(
        ListSql sql, string text, IQueries queries, CancellationToken cancellationToken)
    {
        var users = await TrigramSearch.UsersAsync(queries, cancellationToken);
        if (sql.Walked == ListSql.All) await CountAsync(sql, text, users, queries, cancellationToken);
        else await ListAsync(sql, text, users, queries, cancellationToken);
    }

    private static async ValueTask CountAsync(
        ListSql sql, string text, long users, IQueries queries, CancellationToken cancellationToken)
    {
        var few = await TrigramSearch.FindAsync(text, users / CountedShare, users, queries, cancellationToken);
        if (few is { } matches) LookUp(sql, matches.Expression);
        // SQLite would take an index to read all, in whose order each row has to be sought.
        else sql.Users = AsTheyLie;
    }

    private static async ValueTask ListAsync(
        ListSql sql, string text, long users, IQueries queries, CancellationToken cancellationToken)
    {
        // Of m users among n, a walk has gone past walked * n / m when it has found as many as it wants.
        var quicker = (long)Math.Sqrt((double)Math.Min(sql.Walked, users) * users / LookupCost);
        var found = await TrigramSearch.FindAsync(
            text, Math.Max(quicker, users / CommonShare), users, queries, cancellationToken);
        if (found is not { } matches)
        {
            if (await IsAnyOrderAsync(sql, text, users, queries, cancellationToken)) return;
            if (await TrigramSearch.ExpressionAsync(text, queries, cancellationToken) is { } all) WalkPast(sql, all);
        }
        else if (matches.Users <= quicker
            || (matches.Users <= users / LookupCost
                && !await IsAnyOrderAsync(sql, matches, users, queries, cancellationToken)))
        {
            LookUp(sql, matches.Expression);
        }
        else
        {
            WalkPast(sql, matches.Expression);
        }
    }

    private static void LookUp(ListSql sql, string expression)
    {
        sql.And($"u.row_id IN {Rows(sql.Parameter(expression))}");
        sql.Users = AsTheyLie;
    }

    // The sign keeps SQLite from looking them up. An order's index knows the number of each row, too, so no row is read of
    // whoever isn't in the set.
    private static void WalkPast(ListSql sql, string expression) =>
        sql.And($"+u.row_id IN {Rows(sql.Parameter(expression))}");

    private static async ValueTask<bool> IsAnyOrderAsync(
        ListSql sql, string text, long users, IQueries queries, CancellationToken cancellationToken)
    {
        var matching = await TrigramSearch.ReadAsync(
            queries,
            $"""
            SELECT count(*) FROM ({First(sql)} LIMIT $2) first
            CROSS JOIN users u ON u.row_id = first.row_id AND instr(u.body, $1) > 0
            """,
            cancellationToken,
            text,
            ListDialect.FirstTexts);
        return ListDialect.IsAnyOrder(matching[0], ListDialect.FirstTexts, users / CommonShare, users);
    }

    private static async ValueTask<bool> IsAnyOrderAsync(
        ListSql sql, TrigramMatches matches, long users, IQueries queries, CancellationToken cancellationToken)
    {
        var first = users / FirstShare;
        var matching = await TrigramSearch.ReadAsync(
            queries,
            $"SELECT count(*) FROM ({First(sql)} LIMIT $2) first WHERE first.row_id IN {Rows("$1")}",
            cancellationToken,
            matches.Expression,
            first);
        return ListDialect.IsAnyOrder(matching[0], first, matches.Users, users);
    }

    private static string First(ListSql sql) => $"SELECT u.row_id FROM users u WHERE NOT u.deleted {sql.Order}";

    private static string Rows(string expression) =>
        $"(SELECT f.rowid FROM user_trigrams f WHERE f.user_trigrams MATCH {expression})";
}
