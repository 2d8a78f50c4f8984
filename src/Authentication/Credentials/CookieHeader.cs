using Microsoft.Extensions.Primitives;

namespace Identity.Authentication.Credentials;

/// <summary>Looks a cookie up in the header itself.</summary>
/// <remarks>
/// The framework's own collection keeps one value of several and doesn't say so, and makes a dictionary of cookies that
/// nobody asks for. A token needs no unescaping (RFC 6265, 5.4; RFC 7515), so a value that does is no token.
/// </remarks>
internal static class CookieHeader
{
    public static CookieValue Find(StringValues header, string name)
    {
        ReadOnlyMemory<char> found = default;
        var differs = false;
        for (var i = 0; i < header.Count; i++)
        {
            var rest = header[i].AsMemory();
            while (!rest.IsEmpty)
            {
                var value = ValueOf(Next(ref rest), name);
                if (value.IsEmpty) continue;
                if (found.IsEmpty) found = value;
                else differs |= !found.Span.SequenceEqual(value.Span);
            }
        }

        return new CookieValue(found, differs);
    }

    private static ReadOnlyMemory<char> Next(ref ReadOnlyMemory<char> rest)
    {
        var end = rest.Span.IndexOf(';');
        var pair = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return pair.Trim();
    }

    private static ReadOnlyMemory<char> ValueOf(ReadOnlyMemory<char> pair, string name)
    {
        if (!pair.Span.StartsWith(name, StringComparison.Ordinal)) return default;
        var rest = pair[name.Length..].TrimStart();
        return rest.Span is ['=', ..] ? rest[1..].TrimStart() : default;
    }
}
