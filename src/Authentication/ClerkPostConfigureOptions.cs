using System.Diagnostics.CodeAnalysis;
using Identity.Authentication.Credentials;
using Identity.Clerk.Tokens;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Identity.Authentication;

/// <summary>Makes what the handler needs from the settings: the keys' source and the verifier.</summary>
/// <remarks>Settings that can't work are left to the validator, which runs next.</remarks>
internal sealed class ClerkPostConfigureOptions(TimeProvider clock, ILogger<ClerkHandler> logger)
    : IPostConfigureOptions<ClerkOptions>
{
    // Clerk's addresses may move; a connection that lives for ever wouldn't notice.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public void PostConfigure(string? name, ClerkOptions options)
    {
        if (string.IsNullOrEmpty(name)) return;
        options.TimeProvider ??= clock;
        options.Issuer ??= options.PublishableKey?.Issuer;
        options.Credentials = new CredentialRules(options);
        if (options.AuthorizedParties.Count == 0) logger.LogAuthorizedPartiesUnchecked(name);
        options.SigningKeys ??= MakeKeySource(options, options.TimeProvider);
        options.Verifier = MakeVerifier(options, options.TimeProvider);
        if (options.Verifier is null) logger.LogCannotVerify(name);
    }

    private static SessionTokenVerifier? MakeVerifier(ClerkOptions options, TimeProvider clock)
    {
        if (options.SigningKeys is null || string.IsNullOrEmpty(options.Issuer)) return null;
        if (options.ClockSkew < TimeSpan.Zero || options.MaxRememberedBytes < 0) return null;
        var rules = new SessionTokenOptions
        {
            Issuer = options.Issuer,
            AuthorizedParties = [.. options.AuthorizedParties],
            ClockSkew = options.ClockSkew,
            MaxRememberedBytes = options.MaxRememberedBytes,
        };
        return new SessionTokenVerifier(options.SigningKeys, rules, clock);
    }

    // A key that is given beats keys that must be fetched, as in Clerk's own SDKs.
    private static ISigningKeySource? MakeKeySource(ClerkOptions options, TimeProvider clock)
    {
        if (options.JwtKey is not null)
            return PemKeySource.TryCreate(options.JwtKey, out var source, out _) ? source : null;
        return options is { SecretKey: { } secret, ApiUrl.IsAbsoluteUri: true }
            ? new JwksKeySource(NewClient(), options.ApiUrl, secret, new JwksOptions(), clock)
            : null;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Lives as long as the options, which nobody disposes.")]
    private static HttpClient NewClient() => new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = ConnectionLifetime,
        AllowAutoRedirect = false,
        UseCookies = false,
    });
}
