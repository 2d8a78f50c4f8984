using System.Text.Json;
using Identity.Storage.Directory.Lists;

namespace Identity.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteListDialect : ListDialect
{
    private const int Trigram = 3;
    private const int MaxTrigrams = 32;

    /// <summary>
    /// So many matches are sorted sooner than they are come by in the order of a list; of more, a list is full sooner when
    /// it looks at one user after the other.
    /// </summary>
    private const int MaxSorted = 10_000;

    /// <inheritdoc/>
    internal override string IsIn(string value, string parameter) =>
        $"{value} IN (SELECT j.value FROM json_each({parameter}) j)";

    /// <inheritdoc/>
    internal override object Values(IEnumerable<string> values) => JsonSerializer.Serialize(values);

    /// <inheritdoc/>
    internal override string Contains(string value, string parameter) => $"instr({value}, {parameter}) > 0";

    /// <inheritdoc/>
    internal override async ValueTask AddTextAsync(
        ListSql sql, string userId, string text, IQueries queries, CancellationToken cancellationToken)
    {
        var body = Contains("t.body", sql.Parameter(text));
        if (TrigramsOf(text) is { } trigrams && await AreFewAsync(trigrams, queries, cancellationToken))
        {
            sql.And(
                $"""
                {userId} IN (
                    SELECT t.user_id FROM user_trigrams f CROSS JOIN user_texts t ON t.text_id = f.rowid
                    WHERE f.user_trigrams MATCH {sql.Parameter(trigrams)} AND {body})
                """);
            return;
        }

        sql.And($"EXISTS (SELECT 1 FROM user_texts t WHERE t.user_id = {userId} AND {body})");
    }

    private static async ValueTask<bool> AreFewAsync(
        string trigrams, IQueries queries, CancellationToken cancellationToken)
    {
        var counts = await queries.QueryAsync(
            "SELECT count(*) FROM (SELECT rowid FROM user_trigrams WHERE user_trigrams MATCH $1 LIMIT $2)",
            row => row.GetInt64(0),
            cancellationToken,
            trigrams,
            MaxSorted + 1);
        return counts[0] <= MaxSorted;
    }

    // The index knows which users have each three characters, and not in which order.
    private static string? TrigramsOf(string text)
    {
        var runes = text.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        if (runes.Length < Trigram) return null;
        var trigrams = Enumerable.Range(0, runes.Length - Trigram + 1)
            .Select(i => string.Concat(runes[i..(i + Trigram)]))
            .Distinct(StringComparer.Ordinal)
            .Take(MaxTrigrams);
        return string.Join(" AND ", trigrams.Select(t => $"\"{t.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
    }
}
