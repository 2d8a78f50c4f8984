using System.Globalization;
using Identity.Authentication.Rejections;
using Identity.Clerk.Keys;
using Identity.Clerk.Tokens;
using Microsoft.Extensions.Primitives;

namespace Identity.Authentication.Credentials;

/// <summary>Reads a session from cookies, of which Clerk sets two sets: one for all instances, one for each.</summary>
/// <param name="key">Names our own set; without it there is only the one for all.</param>
/// <param name="issuer">Our instance's issuer.</param>
internal sealed class SessionCookies(PublishableKey? key, string? issuer)
{
    private readonly string? _ending = key is null ? null : $"_{key.CookieSuffix}";
    private readonly string _frontendApi = WithoutScheme(issuer ?? "");

    /// <summary>Reads the session's token and age.</summary>
    /// <param name="header">All cookies of the request.</param>
    /// <param name="clock">Against which a development instance's session is found to have ended.</param>
    public RequestCredentials Read(StringValues header, TimeProvider clock)
    {
        var chosen = Choose(header, clock);
        if (!chosen.Session.IsPresent) return default;
        if (chosen.Session.Differs) return RequestCredentials.Refused(CredentialSource.Cookie, CredentialRejections.TwoCookies);
        var credentials = new RequestCredentials(chosen.Session.Value, CredentialSource.Cookie, null);

        // Clerk's JavaScript SDK refuses a session without a __client_uat too; its other SDKs don't look at it. A cookie
        // that isn't there says nothing, and who was signed out is known here.
        if (!chosen.ClientUat.IsPresent) return credentials;
        return long.TryParse(chosen.ClientUat.Value.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var uat)
            && uat > 0
            ? credentials with { ClientUat = uat }
            : RequestCredentials.Refused(CredentialSource.Cookie, CredentialRejections.SignedOut);
    }

    private CookieSet Choose(StringValues header, TimeProvider clock)
    {
        var plain = CookieSet.Find(header, "");
        if (_ending is null) return plain;
        var suffixed = CookieSet.Find(header, _ending);
        return UsesSuffixed(plain, suffixed, clock) ? suffixed : plain;
    }

    /// <summary>Whether our own set counts: the rules of <c>usesSuffixedCookies</c> in Clerk's @clerk/backend.</summary>
    /// <remarks>
    /// What the tokens say is believed only as far as one of them is chosen, which is then verified. One rule is
    /// milder: our own session counts also without its <c>__client_uat</c>, if there is no other.
    /// </remarks>
    internal bool UsesSuffixed(CookieSet plain, CookieSet suffixed, TimeProvider clock)
    {
        var session = default(UnverifiedToken);
        if (plain.Session.IsPresent)
        {
            if (!UnverifiedToken.TryRead(plain.Session.Value.Span, out session)) return false;
            if (string.IsNullOrEmpty(session.Issuer)) return false;
            if (WithoutScheme(session.Issuer) != _frontendApi) return true;
        }

        if (!suffixed.IsPresent) return false;
        UnverifiedToken.TryRead(suffixed.Session.Value.Span, out var ours);
        if (!suffixed.IsSignedOut && !plain.IsSignedOut && session.IssuedAt > ours.IssuedAt) return false;
        if (suffixed.IsSignedOut && !plain.IsSignedOut) return false;
        if (key!.IsTest && !suffixed.IsSignedOut && plain.IsSignedOut && HasEnded(ours, clock)) return false;
        return suffixed.ClientUat.IsPresent || !plain.Session.IsPresent;
    }

    private static bool HasEnded(UnverifiedToken token, TimeProvider clock) =>
        token.ExpiresAt != 0 && token.ExpiresAt <= clock.GetUtcNow().ToUnixTimeSeconds();

    private static string WithoutScheme(string issuer)
    {
        var end = issuer.IndexOf("://", StringComparison.Ordinal);
        return end < 0 ? issuer : issuer[(end + 3)..];
    }
}
