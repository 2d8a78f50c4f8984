namespace Identity.Storage.Directory.Lists;

/// <summary>Every three characters in a row of a text, by which both databases find those who may have it.</summary>
internal static class Trigrams
{
    /// <summary>How many characters one has.</summary>
    internal const int Length = 3;

    // So many are quick to ask about.
    private const int Most = 64;

    // With the rarest few are left already. One that more than each tenth user has is read for little.
    private const int MostUsed = 4;
    private const double MostShare = 0.1;

    /// <summary>The trigrams of a text, each once, up to 64; none of a text that is shorter than one.</summary>
    internal static IEnumerable<string> Of(string text)
    {
        string[] runes = [.. text.EnumerateRunes().Select(rune => rune.ToString())];
        return Enumerable.Range(0, Math.Max(0, runes.Length - Length + 1))
            .Select(i => string.Concat(runes[i..(i + Length)]))
            .Distinct(StringComparer.Ordinal)
            .Take(Most);
    }

    /// <summary>Those that are worth asking for: the rarest, and up to three others that few have.</summary>
    /// <param name="trigrams">The trigrams of a text, and which part of all users have each.</param>
    internal static IEnumerable<string> Rarest(IEnumerable<(string Trigram, double Share)> trigrams) => trigrams
        .OrderBy(one => one.Share)
        .Take(MostUsed)
        .Where((one, i) => i == 0 || one.Share <= MostShare)
        .Select(one => one.Trigram);
}
