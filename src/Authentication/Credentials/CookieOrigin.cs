using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Identity.Authentication.Credentials;

/// <summary>Whether a page may use our cookies: another site's can make a browser send them along.</summary>
/// <remarks>
/// Asked for whatever changes something (RFC 9110, 9.2.1), and for a WebSocket's handshake, which is a GET that no
/// browser keeps another site from. See docs/adr/0015-csrf-of-cookies.md.
/// </remarks>
internal static class CookieOrigin
{
    private const string FetchSite = "Sec-Fetch-Site";
    private const string SameOrigin = "same-origin";

    /// <summary>Judges a request that brought our cookies.</summary>
    /// <param name="request">The request.</param>
    /// <param name="listed">Origins that may, as a browser writes them.</param>
    public static bool IsTrusted(HttpRequest request, string[] listed)
    {
        if (IsSafe(request.Method) && !LiveRequest.IsWebSocket(request)) return true;
        var origin = request.Headers.Origin;
        if (origin.Count > 1) return false;
        if (origin.Count == 1 && Array.IndexOf(listed, origin[0]) >= 0) return true;

        // The browser knows better than we do what is the same: before us, a proxy may have ended TLS. A page can't
        // set this header (Fetch Metadata), and it says cross-site also where an origin only looks like ours.
        var site = request.Headers[FetchSite];
        return site.Count > 0
            ? site.Count == 1 && site[0] == SameOrigin
            : IsOurs(origin, request);
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method)
        || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    private static bool IsOurs(StringValues origin, HttpRequest request)
    {
        var text = origin.ToString().AsSpan();
        var scheme = request.Scheme;
        return request.Host.HasValue
            && text.Length > scheme.Length + 3
            && text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && text[scheme.Length..].StartsWith("://", StringComparison.Ordinal)
            && text[(scheme.Length + 3)..].Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
