namespace Identity.Clerk.Tokens;

/// <summary>What a session token has to be.</summary>
public sealed class SessionTokenOptions
{
    /// <summary>
    /// The only issuer whose tokens are accepted: the Frontend API's URL, e.g. <c>https://clerk.example.com</c>.
    /// </summary>
    /// <remarks>Clerk's own SDKs don't check it by default, and have let in tokens of other instances for it.</remarks>
    public required string Issuer { get; init; }

    /// <summary>The origins that may use tokens here (<c>azp</c>), compared as they are.</summary>
    /// <value>The default value is empty: not checked. With an entry, a token without one is refused.</value>
    public IReadOnlyList<string> AuthorizedParties { get; init; } = [];

    /// <summary>How far Clerk's clock and ours may be apart.</summary>
    /// <value>The default value is 5 seconds, as in Clerk's SDKs. Zero is honoured.</value>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most characters that are looked at.</summary>
    /// <value>The default value is 8192. A cookie holds half of that.</value>
    public int MaxTokenLength { get; init; } = 8192;

    /// <summary>
    /// The most tokens that are remembered, so that a signature isn't verified twice. Zero remembers none.
    /// </summary>
    /// <value>The default value is 65,536.</value>
    public int MaxRememberedTokens { get; init; } = 65_536;

    /// <summary>The most bytes that the remembered tokens and their claims may hold. Zero remembers none.</summary>
    /// <value>The default value is 64 MiB.</value>
    public long MaxRememberedBytes { get; init; } = 64 * 1024 * 1024;
}
