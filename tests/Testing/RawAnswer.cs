using System.Globalization;
using System.Text;

namespace Identity.Testing;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Text">All of it, each byte a character.</param>
public sealed record RawAnswer(string Text)
{
    /// <summary>The status code; 0 when nothing came.</summary>
    public int Status => Text.Length > 12 ? int.Parse(Text.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    /// <summary>The header lines.</summary>
    public string[] Headers => Text.Split("\r\n\r\n")[0].Split("\r\n")[1..];

    /// <summary>The body.</summary>
    public string Body
    {
        get
        {
            var body = Text[(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
            var isChunked = Headers.Contains("Transfer-Encoding: chunked", StringComparer.OrdinalIgnoreCase);
            return isChunked ? Joined(body) : body;
        }
    }

    // RFC 9112, section 7.1: a length in hexadecimal, a line's end, as much text, a line's end; the last length is 0.
    private static string Joined(string chunks)
    {
        var text = new StringBuilder();
        for (var at = 0; ;)
        {
            var end = chunks.IndexOf("\r\n", at, StringComparison.Ordinal);
            var length = int.Parse(chunks.AsSpan(at, end - at), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0) return text.ToString();
            text.Append(chunks, end + 2, length);
            at = end + 2 + length + 2;
        }
    }
}
