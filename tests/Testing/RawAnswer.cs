using System.Globalization;

namespace Identity.Testing;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Text">All of it, each byte a character.</param>
public sealed record RawAnswer(string Text)
{
    /// <summary>The status code; 0 when nothing came.</summary>
    public int Status => Text.Length > 12 ? int.Parse(Text.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    /// <summary>The header lines.</summary>
    public string[] Headers => Text.Split("\r\n\r\n")[0].Split("\r\n")[1..];

    /// <summary>The body; of a chunked one with a single chunk, the chunk.</summary>
    public string Body
    {
        get
        {
            var body = Text[(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
            var isChunked = Headers.Contains("Transfer-Encoding: chunked", StringComparer.OrdinalIgnoreCase);
            return isChunked ? body.Split("\r\n")[1] : body;
        }
    }
}
