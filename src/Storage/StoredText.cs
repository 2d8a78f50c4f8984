using System.Text;

namespace Identity.Storage;

/// <summary>Text that both databases can hold.</summary>
internal static class StoredText
{
    /// <summary>
    /// Replaces what PostgreSQL's UTF-8 text can't hold, NUL and halves of a surrogate pair, by U+FFFD. A name with such
    /// a character must not make its event impossible to store.
    /// </summary>
    internal static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\0')) return text;
        var clean = new StringBuilder(text.Length);
        // EnumerateRunes gives U+FFFD for a lone surrogate.
        foreach (var rune in text.EnumerateRunes()) clean.Append(rune.Value == 0 ? "\uFFFD" : rune.ToString());
        return clean.ToString();
    }

    /// <inheritdoc cref="Clean"/>
    internal static string? CleanOrNull(string? text) => text is null ? null : Clean(text);
}
