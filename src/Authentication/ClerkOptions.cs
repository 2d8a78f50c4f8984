using Identity.Authentication.Credentials;
using Identity.Clerk.Api;
using Identity.Clerk.Keys;
using Identity.Clerk.Tokens;
using Microsoft.AspNetCore.Authentication;

namespace Identity.Authentication;

/// <summary>How the Clerk scheme verifies tokens and judges callers. Read once, at start.</summary>
/// <remarks>
/// Set from <c>Authentication:Schemes:Clerk</c>, then, where that is silent, from the names that Clerk's own SDKs use
/// (<c>CLERK_SECRET_KEY</c>, <c>CLERK_PUBLISHABLE_KEY</c>, <c>CLERK_JWT_KEY</c>, <c>CLERK_API_URL</c>). Code has the
/// last word.
/// </remarks>
public sealed class ClerkOptions : AuthenticationSchemeOptions
{
    /// <summary>Makes options that hold every default.</summary>
    public ClerkOptions() => Events = new ClerkEvents();

    /// <summary>The instance's secret key, with which the signing keys are fetched. Default: none.</summary>
    public SecretKey? SecretKey { get; set; }

    /// <summary>The instance's publishable key, which names the issuer and the cookie. Default: none.</summary>
    public PublishableKey? PublishableKey { get; set; }

    /// <summary>
    /// The public key that tokens are signed with, as a PEM block. With it no key is ever fetched. Default: none.
    /// </summary>
    public string? JwtKey { get; set; }

    /// <summary>
    /// Where the keys come from that tokens are signed with. Default: <see cref="JwtKey"/>, or else the keys that
    /// <see cref="SecretKey"/> gives access to, fetched when the first token comes and renewed every few minutes.
    /// </summary>
    public ISigningKeySource? SigningKeys { get; set; }

    /// <summary>Where Clerk's Backend API answers. Default: https://api.clerk.com.</summary>
    public Uri ApiUrl { get; set; } = BackendApiAddress.Default;

    /// <summary>
    /// The only <c>iss</c> that is accepted, letter for letter. Default: the publishable key's Frontend API.
    /// </summary>
    public string? Issuer { get; set; }

    /// <summary>
    /// The origins whose tokens are accepted (<c>azp</c>), letter for letter, such as <c>https://app.example.com</c>.
    /// Default: empty, and then <c>azp</c> isn't checked.
    /// </summary>
    public IList<string> AuthorizedParties { get; } = [];

    /// <summary>
    /// How far clocks may disagree; from 0 to 60 seconds. Default: 5 seconds, as in Clerk's own SDKs.
    /// </summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether a locked user is refused. A lock forbids signing in and leaves sessions alone. Default: false.
    /// </summary>
    public bool RejectLocked { get; set; }

    /// <summary>
    /// Whether a session in which somebody else acts as the user is refused (<c>act</c>, or the session's last event).
    /// A policy can refuse it for some endpoints only. Default: false.
    /// </summary>
    public bool RejectImpersonation { get; set; }

    /// <summary>
    /// How long a request waits for the user's grain before it is answered with 503; more than zero, at most 30
    /// seconds. Default: 250 milliseconds.
    /// </summary>
    public TimeSpan ResolveTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How often a live connection asks again who its caller is; from 50 to 500 milliseconds.
    /// Default: 500 milliseconds.
    /// </summary>
    public TimeSpan LiveInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long a live connection stays open while it can't be known whether its caller may still pass; from 0 (the
    /// first failure ends it) to 60 seconds. Default: 5 seconds.
    /// </summary>
    public TimeSpan LiveTolerance { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What becomes of a valid token whose user is unknown. Default: <see cref="UnknownUserPolicy.Refuse"/>.
    /// </summary>
    public UnknownUserPolicy UnknownUser { get; set; } = UnknownUserPolicy.Refuse;

    /// <summary>
    /// What becomes of a valid token whose session is unknown. Default: <see cref="UnknownSessionPolicy.Accept"/>.
    /// </summary>
    public UnknownSessionPolicy UnknownSession { get; set; } = UnknownSessionPolicy.Accept;

    /// <summary>What the application adds to the scheme. Default: nothing.</summary>
    public new ClerkEvents Events
    {
        get => (ClerkEvents)base.Events!;
        set => base.Events = value;
    }

    /// <summary>Settings that are there but can't be read, by name. The validator reports them.</summary>
    internal List<string> Malformed { get; } = [];

    /// <summary>Verifies tokens; null when there is no key to do it with, or no issuer to hold them to.</summary>
    internal SessionTokenVerifier? Verifier { get; set; }

    /// <summary>Where credentials are looked for.</summary>
    internal CredentialRules? Credentials { get; set; }

    /// <summary>
    /// One more header in which a token may be, such as <c>X-Session-Token</c>. <c>Sec-WebSocket-Protocol</c> stands
    /// for the subprotocol <c>bearer.</c> with the token behind it, the one thing that a browser can send with a
    /// WebSocket's handshake. Default: none.
    /// </summary>
    public string? TokenHeader { get; set; }

    /// <summary>
    /// A query parameter in which a token may be, looked at only for a WebSocket's handshake and for what an
    /// <c>EventSource</c> asks. Default: none.
    /// </summary>
    /// <remarks>
    /// URLs are written down in many places. The application doesn't start with it while ASP.NET Core logs them
    /// (<c>Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics</c> below <c>Warning</c>); the logs of a proxy are
    /// the operator's to see to.
    /// </remarks>
    public string? TokenQueryParameter { get; set; }

    /// <summary>
    /// How many bytes may be used to remember tokens until they end, so that their signature isn't verified twice;
    /// from 0 (none is remembered) to 1 GiB. Default: 64 MiB.
    /// </summary>
    public long MaxRememberedBytes { get; set; } = 64 * 1024 * 1024;
}
