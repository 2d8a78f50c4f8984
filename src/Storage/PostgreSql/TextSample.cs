using System.Collections.Immutable;
using Identity.Storage.Directory.Lists;

namespace Identity.Storage.PostgreSql;

/// <summary>Some of the users' texts, which tell how many have another.</summary>
/// <param name="Texts">Theirs, in lower case.</param>
/// <param name="Users">How many users there are, about.</param>
internal readonly record struct TextSample(ImmutableArray<string> Texts, long Users)
{
    // A text that one of a hundred have is in twenty of them; to read them takes about two milliseconds.
    private const int Size = 2_000;

    /// <summary>Reads it.</summary>
    /// <param name="queries">The moment that it is about.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    /// <returns>Null while the server hasn't counted its rows yet.</returns>
    internal static async ValueTask<TextSample?> ReadAsync(IQueries queries, CancellationToken cancellationToken)
    {
        var counts = await queries.QueryAsync(
            "SELECT reltuples::bigint FROM pg_class WHERE oid = 'user_texts'::regclass",
            row => row.GetInt64(0),
            cancellationToken);
        if (counts[0] < 0) return null;
        // Whole pages, and the same each time: who asks again gets the answer in the same way.
        var texts = await queries.QueryAsync(
            "SELECT t.body FROM user_texts t TABLESAMPLE SYSTEM ($1) REPEATABLE (1)",
            row => row.GetString(0),
            cancellationToken,
            Math.Min(100.0, 100.0 * Size / Math.Max(1, counts[0])));
        return new TextSample([.. texts], counts[0]);
    }

    /// <summary>Which part of all users have a text, 0 to 1.</summary>
    internal double Share(string text) => Texts.IsEmpty
        ? 0
        : (double)Texts.Count(one => one.Contains(text, StringComparison.Ordinal)) / Texts.Length;

    /// <summary>The trigrams by which those who may have a text are found; none when it has none that is safe to use.</summary>
    internal IEnumerable<string> RarestTrigrams(string text)
    {
        var sample = this;
        // pg_trgm keeps letters and digits, and which others are letters is for the server's locale to say.
        return Trigrams.Rarest(Trigrams.Of(text)
            .Where(trigram => trigram.All(char.IsAsciiLetterOrDigit))
            .Select(trigram => (trigram, sample.Share(trigram))));
    }
}
