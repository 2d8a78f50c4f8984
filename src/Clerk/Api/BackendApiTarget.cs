using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Identity.Clerk.Api;

/// <summary>
/// What somebody else wants of Clerk's Backend API, as it was written: a path under <c>/v1</c> and a query. Whatever reads
/// it, in whatever way, stays on the server and under <c>/v1</c>.
/// </summary>
/// <remarks>
/// Nothing is put right: a path that has to be interpreted, because of dot segments, empty ones, backslashes or escapes
/// that hide one of these, is refused. Clerk's ids and names have none.
/// </remarks>
public sealed class BackendApiTarget
{
    private const string Prefix = "/v1";

    // RFC 3986, section 3.3: what a segment may have, and the sign that begins an escape.
    private static readonly SearchValues<char> InSegments = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@%");

    private static readonly SearchValues<char> Hidden = SearchValues.Create("/\\.%?#");

    private BackendApiTarget(ImmutableArray<string> segments, string query) =>
        (Segments, PathAndQuery) = (segments, string.Join('/', segments.Insert(0, "v1")) + query);

    /// <summary>The path's parts behind <c>/v1</c>.</summary>
    public ImmutableArray<string> Segments { get; }

    /// <summary>Path and query, without a slash before.</summary>
    internal string PathAndQuery { get; }

    /// <summary>Reads a request's target.</summary>
    /// <param name="text">As it stands in the request line: <c>/v1/users/user_1?limit=1</c>.</param>
    /// <param name="target">The target; null for any that isn't plainly under <c>/v1</c>.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out BackendApiTarget? target)
    {
        target = null;
        if (text is null || !text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return false;
        var mark = text.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = mark < 0 ? (text, "") : (text[..mark], text[mark..]);
        ImmutableArray<string> segments = [];
        if (path.Length > Prefix.Length)
        {
            if (path[Prefix.Length] != '/') return false;
            segments = [.. path[(Prefix.Length + 1)..].Split('/')];
        }

        if (!segments.All(IsPlain) || !query.All(IsVisible)) return false;
        target = new BackendApiTarget(segments, query);
        return true;
    }

    private static bool IsVisible(char c) => c is > ' ' and < '\x7f' and not '#';

    private static bool IsPlain(string segment)
    {
        if (segment is "" or "." or ".." || segment.AsSpan().ContainsAnyExcept(InSegments)) return false;
        for (var at = segment.IndexOf('%', StringComparison.Ordinal); at >= 0; at = segment.IndexOf('%', at + 1))
        {
            if (segment.Length < at + 3
                || !byte.TryParse(
                    segment.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hidden)
                || !IsVisible((char)hidden)
                || Hidden.Contains((char)hidden))
            {
                return false;
            }
        }

        return true;
    }
}
