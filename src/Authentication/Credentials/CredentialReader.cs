using Identity.Authentication.Metrics;
using Identity.Authentication.Rejections;
using Microsoft.AspNetCore.Http;

namespace Identity.Authentication.Credentials;

/// <summary>Finds the credentials of a request: the header first, even when it is bad, then our cookies.</summary>
internal static class CredentialReader
{
    private const string Scheme = "Bearer";

    private static readonly Rejection TwoHeaders = new(
        "credentials-ambiguous", "There is more than one Authorization header.", AuthenticationOutcome.Invalid);

    private static readonly Rejection TwoCookies = new(
        "credentials-ambiguous", "There are session cookies that differ.", AuthenticationOutcome.Invalid);

    /// <summary>Reads them.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="suffixedCookie">The session cookie that is surely ours; null when it isn't known.</param>
    public static RequestCredentials Read(IHeaderDictionary headers, string? suffixedCookie)
    {
        var authorization = headers.Authorization;
        if (authorization.Count > 1) return new(null, CredentialSource.Bearer, TwoHeaders);
        if (authorization.Count == 1 && TokenOf(authorization[0]) is { } token)
            return new(token, CredentialSource.Bearer, null);

        var cookies = headers.Cookie;
        if (cookies.Count == 0) return default;
        if (suffixedCookie is not null)
        {
            var suffixed = CookieHeader.Find(cookies, suffixedCookie);
            if (suffixed.IsPresent) return FromCookie(suffixed);
        }

        var session = CookieHeader.Find(cookies, SessionCookie.Name);
        return session.IsPresent ? FromCookie(session) : default;
    }

    private static RequestCredentials FromCookie(CookieValue cookie) => cookie.Differs
        ? new(null, CredentialSource.Cookie, TwoCookies)
        : new(cookie.Value, CredentialSource.Cookie, null);

    // A value without a scheme is the token itself, as in Clerk's own SDKs. The scheme's case doesn't matter (RFC 9110,
    // 11.1); theirs ignores "bearer". What follows the first space is the token, so a second space spoils it.
    private static string? TokenOf(string? header)
    {
        var value = header.AsSpan().Trim();
        if (value.IsEmpty) return null;
        var space = value.IndexOf(' ');
        if (space < 0) return value.ToString();
        var isBearer = value[..space].Equals(Scheme, StringComparison.OrdinalIgnoreCase);
        return isBearer ? value[(space + 1)..].ToString() : null;
    }
}
