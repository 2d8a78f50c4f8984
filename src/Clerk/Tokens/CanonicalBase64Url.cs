using System.Buffers;
using System.Buffers.Text;

namespace Identity.Clerk.Tokens;

/// <summary>Base64url (RFC 4648, section 5) of which every value has exactly one spelling.</summary>
/// <remarks>
/// Padding, white space, the other alphabet and bits that mean nothing are refused, all of which usual decoders
/// forgive.
/// With them, one token would have many spellings, and whatever is remembered by the text of a token could be evaded.
/// </remarks>
internal static class CanonicalBase64Url
{
    private static readonly SearchValues<byte> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>True for the one spelling of some bytes. Nothing at all is the spelling of no bytes.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> text)
    {
        if (text.ContainsAnyExcept(Alphabet)) return false;
        return (text.Length % 4) switch
        {
            1 => false,
            2 => (Value(text[^1]) & 0b1111) == 0,
            3 => (Value(text[^1]) & 0b11) == 0,
            _ => true,
        };
    }

    /// <summary>Decodes; false if it isn't canonical or doesn't fit.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> bytes, out int written)
    {
        written = 0;
        return IsCanonical(text) && Base64Url.TryDecodeFromUtf8(text, bytes, out written);
    }

    private static int Value(byte letter) => letter switch
    {
        >= (byte)'A' and <= (byte)'Z' => letter - 'A',
        >= (byte)'a' and <= (byte)'z' => letter - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => letter - '0' + 52,
        (byte)'-' => 62,
        _ => 63,
    };
}
