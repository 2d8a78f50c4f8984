using Identity.Authentication.Rejections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Identity.Authentication.Credentials;

/// <summary>
/// Finds the credentials of a request: what was put there on purpose first, even when it is bad, then our cookies.
/// </summary>
internal static class CredentialReader
{
    private const string Scheme = "Bearer";
    private const string Subprotocol = "bearer.";

    /// <summary>Reads them.</summary>
    /// <param name="request">The request.</param>
    /// <param name="rules">Where to look.</param>
    /// <param name="clock">The time now.</param>
    public static RequestCredentials Read(HttpRequest request, CredentialRules rules, TimeProvider clock)
    {
        var given = FromHeader(request.Headers.Authorization, CredentialSource.Bearer);
        if (rules.Header is { } name) given = given.Or(FromNamedHeader(request.Headers, name));
        if (rules.QueryParameter is { } parameter && LiveRequest.Is(request))
            given = given.Or(FromQuery(request.Query[parameter]));
        return given.IsEmpty ? FromCookies(request, rules, clock) : given;
    }

    private static RequestCredentials FromCookies(HttpRequest request, CredentialRules rules, TimeProvider clock)
    {
        var header = request.Headers.Cookie;
        if (header.Count == 0) return default;
        var session = rules.Cookies.Read(header, clock);
        return session.IsEmpty || session.Rejection is not null || CookieOrigin.IsTrusted(request, rules.Origins)
            ? session
            : RequestCredentials.Refused(CredentialSource.Cookie, CredentialRejections.CrossOrigin);
    }

    private static RequestCredentials FromHeader(StringValues header, string source)
    {
        if (header.Count > 1) return RequestCredentials.Refused(source, CredentialRejections.TwoHeaders);
        var token = TokenOf(header.ToString().AsMemory());
        return token.IsEmpty ? default : new(token, source, null);
    }

    private static RequestCredentials FromNamedHeader(IHeaderDictionary headers, string name) =>
        name.Equals(HeaderNames.SecWebSocketProtocol, StringComparison.OrdinalIgnoreCase)
            ? FromSubprotocols(headers.SecWebSocketProtocol)
            : FromHeader(headers[name], CredentialSource.Header);

    // A browser's WebSocket can send nothing else than subprotocols; all characters of a token may be in one.
    private static RequestCredentials FromSubprotocols(StringValues header)
    {
        RequestCredentials found = default;
        foreach (var line in header)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var protocol = line.AsMemory()[range].Trim();
                if (!protocol.Span.StartsWith(Subprotocol, StringComparison.Ordinal)) continue;
                var token = protocol[Subprotocol.Length..];
                if (!token.IsEmpty) found = found.Or(new(token, CredentialSource.Live, null));
            }
        }

        return found;
    }

    private static RequestCredentials FromQuery(StringValues values)
    {
        RequestCredentials found = default;
        foreach (var value in values)
        {
            if (!string.IsNullOrEmpty(value)) found = found.Or(new(value.AsMemory(), CredentialSource.Live, null));
        }

        return found;
    }

    // A value without a scheme is the token itself, as in Clerk's own SDKs. The scheme's case doesn't matter (RFC 9110,
    // 11.1); theirs ignores "bearer". What follows the first space is the token, so a second space spoils it.
    private static ReadOnlyMemory<char> TokenOf(ReadOnlyMemory<char> header)
    {
        var value = header.Trim();
        var space = value.Span.IndexOf(' ');
        if (space < 0) return value;
        var isBearer = value.Span[..space].Equals(Scheme, StringComparison.OrdinalIgnoreCase);
        return isBearer ? value[(space + 1)..] : default;
    }
}
