using System.Buffers;

namespace Identity.Clerk.Identifiers;

/// <summary>What the ids of every kind have in common.</summary>
internal static class ClerkId
{
    /// <summary>The most characters that may follow the prefix. Clerk uses 27; custom ones of imported users may be longer.</summary>
    internal const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    internal static bool IsWellFormed(string? text, string prefix)
    {
        if (text is null || !text.StartsWith(prefix, StringComparison.Ordinal)) return false;
        var rest = text.AsSpan(prefix.Length);
        return rest.Length is > 0 and <= MaxLength && !rest.ContainsAnyExcept(Allowed);
    }

    /// <summary>True for what may be an id of some kind: at most 128 letters, digits or underscores.</summary>
    internal static bool IsPlain(string? text) =>
        text is { Length: > 0 and <= 2 * MaxLength } && !text.AsSpan().ContainsAnyExcept(Allowed);

    // The text itself stays out of the message: it comes from outside and would end in a log.
    internal static FormatException Malformed(string text, string prefix) =>
        new($"Expected an id that starts with '{prefix}'; got {text?.Length ?? 0} characters that aren't one.");
}
