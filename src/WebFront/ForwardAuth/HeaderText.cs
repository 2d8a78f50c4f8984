namespace Identity.WebFront.ForwardAuth;

/// <summary>Makes text that comes from Clerk fit for a header: visible ASCII, and bounded.</summary>
internal static class HeaderText
{
    /// <summary>The most characters of a list. The assertion holds it too, and all headers stay under 8 kB.</summary>
    public const int MaxListLength = 2048;

    private const int MaxLength = 256;

    /// <summary>The text; empty when there is none, or it can't stand in a header.</summary>
    public static string Safe(string? text) => IsSafe(text, separator: '\0') ? text! : "";

    /// <summary>The keys that fit, in their order, separated by commas.</summary>
    /// <remarks>One that doesn't fit is left out: whoever reads the list then allows less, never more.</remarks>
    public static string List(IEnumerable<string> keys) => string.Join(',', Fitting(keys));

    /// <summary>The keys that <see cref="List"/> holds.</summary>
    public static IEnumerable<string> Fitting(IEnumerable<string> keys)
    {
        var length = 0;
        foreach (var key in keys)
        {
            if (!IsSafe(key, separator: ',') || length + key.Length + 1 > MaxListLength) continue;
            length += key.Length + 1;
            yield return key;
        }
    }

    private static bool IsSafe(string? text, char separator) =>
        text is { Length: > 0 and <= MaxLength }
        && !text.AsSpan().ContainsAnyExceptInRange('!', '~')
        && !text.Contains(separator);
}
