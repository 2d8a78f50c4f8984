using System.Globalization;
using Identity.Storage.Directory.Lists;

namespace Identity.Storage.Sqlite;

/// <summary>Finds those who may have a text, by the index of every three characters in a row.</summary>
internal static class TrigramSearch
{
    // What begins with a shorter text: so many are quick to ask about.
    private const int MaxTrigrams = 64;

    private const int Sampled = 100;
    private const int SampledUsers = 1_000;

    /// <summary>Those who may have a text: all who have it, and others.</summary>
    /// <param name="text">The text; not empty.</param>
    /// <param name="most">How many they may be.</param>
    /// <param name="users">How many users there are.</param>
    /// <param name="queries">The moment that it is about.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    /// <returns>Null when they are more.</returns>
    internal static async ValueTask<TrigramMatches?> FindAsync(
        string text, long most, long users, IQueries queries, CancellationToken cancellationToken)
    {
        if (IsShort(text) && await MayBeMoreAsync(text, most, users, queries, cancellationToken)) return null;
        if (await ExpressionAsync(text, queries, cancellationToken) is not { } expression) return null;
        var found = await ReadAsync(
            queries,
            "SELECT count(*) FROM (SELECT rowid FROM user_trigrams WHERE user_trigrams MATCH $1 LIMIT $2)",
            cancellationToken,
            expression,
            most + 1);
        return found[0] <= most ? new TrigramMatches(expression, found[0]) : null;
    }

    /// <summary>An expression that all users with a text match, and others.</summary>
    /// <returns>Null when it would be too long.</returns>
    internal static async ValueTask<string?> ExpressionAsync(
        string text, IQueries queries, CancellationToken cancellationToken) => IsShort(text)
        ? await BeginningWithAsync(text, queries, cancellationToken)
        : await RarestAsync(text, queries, cancellationToken);

    /// <summary>How many users there are, and were.</summary>
    internal static async ValueTask<long> UsersAsync(IQueries queries, CancellationToken cancellationToken) =>
        (await ReadAsync(queries, "SELECT coalesce(max(row_id), 0) FROM users", cancellationToken))[0];

    private static bool IsShort(string text) => text.EnumerateRunes().Count() < Trigrams.Length;

    // To list trigrams SQLite reads all of each, which takes long where they are many users'.
    private static async ValueTask<bool> MayBeMoreAsync(
        string text, long most, long users, IQueries queries, CancellationToken cancellationToken)
    {
        var sample = await ReadAsync(
            queries,
            """
            SELECT count(*) FROM users WHERE row_id <= $2 AND instr(body, $1) > 0
            UNION ALL
            SELECT count(*) FROM users WHERE row_id > $3 AND instr(body, $1) > 0
            """,
            cancellationToken,
            text,
            SampledUsers,
            users - SampledUsers);
        return sample.Max() * users / SampledUsers > most;
    }

    // Every character of a stored text begins a trigram, so the shorter text is where one begins with it.
    private static async ValueTask<string?> BeginningWithAsync(
        string text, IQueries queries, CancellationToken cancellationToken)
    {
        // In the index FTS5 writes U+FFFD for these two.
        var start = text.Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD');
        var trigrams = await queries.QueryAsync(
            "SELECT term FROM user_trigram_terms WHERE term >= $1 AND term <= $2 LIMIT $3",
            row => row.GetString(0),
            cancellationToken,
            start,
            start + "\U0010FFFF\U0010FFFF",
            MaxTrigrams + 1);
        return trigrams.Length <= MaxTrigrams ? string.Join(" OR ", trigrams.Append(text).Select(Quote)) : null;
    }

    private static async ValueTask<string> RarestAsync(
        string text, IQueries queries, CancellationToken cancellationToken)
    {
        List<(string Trigram, double Share)> known = [];
        foreach (var trigram in Trigrams.Of(text))
            known.Add((trigram, 1.0 / await DistanceAsync(Quote(trigram), queries, cancellationToken)));
        return string.Join(" AND ", Trigrams.Rarest(known).Select(Quote));
    }

    // How far apart those users are who have it, going by the first and the last few.
    private static async ValueTask<long> DistanceAsync(
        string trigram, IQueries queries, CancellationToken cancellationToken)
    {
        var distances = await ReadAsync(
            queries,
            """
            SELECT CASE count(*) WHEN $2 THEN (max(rowid) - min(rowid)) / $2 ELSE 9223372036854775807 END
            FROM (SELECT rowid FROM user_trigrams WHERE user_trigrams MATCH $1 ORDER BY rowid LIMIT $2)
            UNION ALL
            SELECT CASE count(*) WHEN $2 THEN (max(rowid) - min(rowid)) / $2 ELSE 9223372036854775807 END
            FROM (SELECT rowid FROM user_trigrams WHERE user_trigrams MATCH $1 ORDER BY rowid DESC LIMIT $2)
            """,
            cancellationToken,
            trigram,
            Sampled);
        return distances.Max();
    }

    /// <summary>Reads a column of numbers.</summary>
    internal static async ValueTask<IReadOnlyList<long>> ReadAsync(
        IQueries queries, string sql, CancellationToken cancellationToken, params object?[] values) =>
        await queries.QueryAsync(
            sql, row => Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture), cancellationToken, values);

    private static string Quote(string trigram) =>
        $"\"{trigram.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
