using System.Buffers.Text;

namespace Identity.Clerk.Json;

/// <summary>What the JSON reader leaves to its caller to check in the text of a string.</summary>
internal static class JsonText
{
    /// <summary>
    /// True if an escaped JSON string holds half of a surrogate pair: legal JSON (RFC 8259, section 8.2), but no text,
    /// and the reader throws when it is asked for it.
    /// </summary>
    /// <param name="escaped">The inside of a JSON string, which the reader has accepted.</param>
    public static bool HasLoneSurrogate(ReadOnlySpan<byte> escaped)
    {
        for (var i = escaped.IndexOf((byte)'\\'); i >= 0 && i < escaped.Length; i++)
        {
            if (escaped[i] != '\\') continue;
            i++;
            if (escaped[i] != 'u') continue;
            var unit = Unit(escaped, i + 1);
            i += 4;
            if (!char.IsSurrogate(unit)) continue;
            var hasNext = i + 6 < escaped.Length && escaped[i + 1] == '\\' && escaped[i + 2] == 'u';
            if (!char.IsHighSurrogate(unit) || !hasNext || !char.IsLowSurrogate(Unit(escaped, i + 3))) return true;
            i += 6;
        }

        return false;
    }

    private static char Unit(ReadOnlySpan<byte> text, int at)
    {
        var read = Utf8Parser.TryParse(text.Slice(at, 4), out ushort unit, out var consumed, 'x');
        return read && consumed == 4 ? (char)unit : throw new FormatException("Expected four hex digits.");
    }
}
