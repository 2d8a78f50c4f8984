using Identity.Authentication.Credentials;
using Identity.Authentication.Metrics;
using Identity.Clerk.Tokens;

namespace Identity.Authentication.Rejections;

/// <summary>Refusals of credentials for how they came, whatever the token is.</summary>
internal static class CredentialRejections
{
    private const string Ambiguous = "credentials-ambiguous";

    public static readonly Rejection TwoHeaders = Make(Ambiguous, "There is more than one Authorization header.");
    public static readonly Rejection TwoTokens = Make(Ambiguous, "There are tokens in several places that differ.");
    public static readonly Rejection TwoCookies = Make(Ambiguous, "There are session cookies that differ.");

    public static readonly Rejection CrossOrigin = Make(
        "cookie-cross-origin",
        "A session cookie counts here only for a page of this origin, or of an authorized party.");

    // The two are reasons of Clerk's JavaScript SDK.
    public static readonly Rejection SignedOut = Make(
        "session-token-but-no-client-uat", "The browser has signed out (__client_uat), and a session cookie was left.");

    private static readonly Rejection BeforeSignIn = Make(
        "session-token-iat-before-client-uat",
        "The session cookie is from before the browser last signed in or out (__client_uat).");

    /// <summary>What the way in which a good token came forbids.</summary>
    public static Rejection? Judge(RequestCredentials credentials, SessionClaims claims) =>
        claims.IssuedAt < credentials.ClientUat ? BeforeSignIn : null;

    private static Rejection Make(string reason, string message) => new(reason, message, AuthenticationOutcome.Invalid);
}
