using System.Buffers;
using System.Text;

namespace Identity.Clerk.Tokens;

/// <summary>Verifies session tokens: form, header, key, signature, and only then the claims.</summary>
/// <remarks>
/// <para>
/// Stricter than Clerk's SDKs where that costs no genuine token: RS256 only, the exact key only, one spelling for each
/// token, strict types, no claim twice, and the issuer is always compared. The order is theirs, so that a token that
/// nobody signed learns nothing about what its claims should have been.
/// </para>
/// <para>
/// Whatever the token is, the answer is a value. The one exception is <see cref="SigningKeysUnavailableException"/>,
/// which is about us. Safe for use by several threads.
/// </para>
/// </remarks>
public sealed class SessionTokenVerifier
{
    private const int StackLimit = 2048;

    private readonly ISigningKeySource _keys;
    private readonly TimeProvider _clock;
    private readonly SessionClaimsReader _claims;
    private readonly TimeSpan _skew;
    private readonly int _maxLength;

    /// <param name="keys">Where the keys come from.</param>
    /// <param name="options">What a token has to be. Read once.</param>
    /// <param name="clock">Against which lifetimes are compared.</param>
    public SessionTokenVerifier(ISigningKeySource keys, SessionTokenOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentException.ThrowIfNullOrEmpty(options.Issuer, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ClockSkew, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTokenLength, 1, nameof(options));
        _keys = keys;
        _clock = clock;
        _claims = new SessionClaimsReader(options.Issuer, options.AuthorizedParties);
        _skew = options.ClockSkew;
        _maxLength = options.MaxTokenLength;
    }

    /// <summary>Verifies a token. Completes synchronously when the key is at hand, which is nearly always.</summary>
    /// <param name="token">The text of the credential, without scheme or cookie name.</param>
    /// <param name="ct">Ends the waiting for a key.</param>
    /// <exception cref="SigningKeysUnavailableException">The keys can't be had.</exception>
    public ValueTask<TokenVerification> VerifyAsync(string token, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length > _maxLength) return new(new TokenVerification(null, TokenRejection.TooLong));
        if (ReadHeader(token, out var parts, out var kid) is { } rejection)
            return new(new TokenVerification(null, rejection));
        var finding = _keys.FindAsync(kid, ct);
        return finding.IsCompletedSuccessfully
            ? new(Verify(token, parts, finding.Result))
            : AwaitKeyAsync(token, parts, finding);
    }

    private static TokenRejection? ReadHeader(string token, out TokenParts parts, out string kid)
    {
        byte[]? rented = null;
        var buffer = token.Length <= StackLimit
            ? stackalloc byte[StackLimit]
            : rented = ArrayPool<byte>.Shared.Rent(token.Length);
        var result = ReadHeader(token, buffer, out parts, out kid);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return result;
    }

    private static TokenRejection? ReadHeader(string token, Span<byte> buffer, out TokenParts parts, out string kid)
    {
        (parts, kid) = (default, "");
        return Ascii.FromUtf16(token, buffer, out var length) == OperationStatus.Done
            ? TokenSignature.ReadHeader(buffer[..length], out parts, out kid)
            : TokenRejection.Malformed;
    }

    private async ValueTask<TokenVerification> AwaitKeyAsync(
        string token,
        TokenParts parts,
        ValueTask<SigningKey?> finding) =>
        Verify(token, parts, await finding);

    private TokenVerification Verify(string token, TokenParts parts, SigningKey? key)
    {
        if (key is null) return new TokenVerification(null, TokenRejection.UnknownKey);
        byte[]? rented = null;
        var buffer = token.Length <= StackLimit
            ? stackalloc byte[StackLimit]
            : rented = ArrayPool<byte>.Shared.Rent(token.Length);
        Ascii.FromUtf16(token, buffer, out var length);
        var result = Verify(buffer[..length], parts, key);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return result;
    }

    private TokenVerification Verify(Span<byte> token, TokenParts parts, SigningKey key)
    {
        if (!TokenSignature.IsValid(token, parts, key))
            return new TokenVerification(null, TokenRejection.InvalidSignature);

        // The text of the payload isn't needed any more, and its bytes are fewer: they are written over it.
        var payload = token[parts.PayloadStart..(parts.SignatureStart - 1)];
        var length = System.Buffers.Text.Base64Url.DecodeFromUtf8InPlace(payload);
        var rejection = _claims.Read(payload[..length], out var claims)
            ?? new TokenLifetime(claims!.ExpiresAt, claims.NotBefore, claims.IssuedAt).Check(_clock.GetUtcNow(), _skew);
        return rejection is null ? new TokenVerification(claims, null) : new TokenVerification(null, rejection);
    }
}
