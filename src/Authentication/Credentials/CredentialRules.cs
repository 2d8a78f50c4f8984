namespace Identity.Authentication.Credentials;

/// <summary>Where a scheme looks for credentials. Made once from its options.</summary>
internal sealed class CredentialRules(ClerkOptions options)
{
    public SessionCookies Cookies { get; } = new(options.PublishableKey, options.Issuer);

    /// <summary>One more header that may hold a token; null for none.</summary>
    public string? Header { get; } = options.TokenHeader;

    /// <summary>The query parameter that may hold a live connection's token; null for none.</summary>
    public string? QueryParameter { get; } = options.TokenQueryParameter;

    /// <summary>The origins whose pages may use our cookies, besides our own.</summary>
    public string[] Origins { get; } = [.. options.AuthorizedParties];
}
