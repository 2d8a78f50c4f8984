using System.Buffers;
using System.Buffers.Text;
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
/// A signature that was right is remembered until the token ends, and not verified again while its key is in use. The
/// key is asked for and the clock is read every time.
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
    private readonly RememberedTokens? _remembered;

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
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxRememberedTokens, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxRememberedBytes, nameof(options));
        _keys = keys;
        _clock = clock;
        _claims = new SessionClaimsReader(options.Issuer, options.AuthorizedParties);
        _skew = options.ClockSkew;
        _maxLength = options.MaxTokenLength;
        if (options is { MaxRememberedTokens: > 0, MaxRememberedBytes: > 0 })
            _remembered = new RememberedTokens(options.MaxRememberedTokens, options.MaxRememberedBytes);
    }

    /// <summary>Verifies a token. Completes synchronously when the key is at hand, which is nearly always.</summary>
    /// <param name="token">The text of the credential, without scheme or cookie name.</param>
    /// <param name="ct">Ends the waiting for a key.</param>
    /// <exception cref="SigningKeysUnavailableException">The keys can't be had.</exception>
    public ValueTask<TokenVerification> VerifyAsync(string token, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);
        return VerifyAsync(token.AsMemory(), ct);
    }

    /// <inheritdoc cref="VerifyAsync(string, CancellationToken)"/>
    /// <remarks>For a token that is part of a longer text. Of one that is remembered no copy is made.</remarks>
    public ValueTask<TokenVerification> VerifyAsync(ReadOnlyMemory<char> token, CancellationToken ct)
    {
        if (token.Length > _maxLength) return new(new TokenVerification(null, TokenRejection.TooLong));
        TokenParts parts;
        string kid;
        var known = Recall(token.Span);
        if (known is not null) (parts, kid) = (known.Parts, known.Kid);
        else if (ReadHeader(token.Span, out parts, out kid) is { } rejection)
            return new(new TokenVerification(null, rejection));

        var finding = _keys.FindAsync(kid, ct);
        return finding.IsCompletedSuccessfully
            ? new(Decide(token, parts, kid, finding.Result, known))
            : AwaitKeyAsync(token, parts, kid, finding, known);
    }

    private static TokenRejection? ReadHeader(ReadOnlySpan<char> token, out TokenParts parts, out string kid)
    {
        byte[]? rented = null;
        var buffer = token.Length <= StackLimit
            ? stackalloc byte[StackLimit]
            : rented = ArrayPool<byte>.Shared.Rent(token.Length);
        (parts, kid) = (default, "");
        var result = Ascii.FromUtf16(token, buffer, out var length) == OperationStatus.Done
            ? TokenSignature.ReadHeader(buffer[..length], out parts, out kid)
            : TokenRejection.Malformed;
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return result;
    }

    private long Now() => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async ValueTask<TokenVerification> AwaitKeyAsync(
        ReadOnlyMemory<char> token,
        TokenParts parts,
        string kid,
        ValueTask<SigningKey?> finding,
        RememberedToken? known) =>
        Decide(token, parts, kid, await finding, known);

    private TokenVerification Decide(
        ReadOnlyMemory<char> token, TokenParts parts, string kid, SigningKey? key, RememberedToken? known)
    {
        if (key is null) return new TokenVerification(null, TokenRejection.UnknownKey);
        var isKnown = known is not null && known.Key.IsSameAs(key);
        var claims = known?.Claims;
        var rejection = isKnown ? null : Verify(token.Span, parts, key, out claims);
        rejection ??= new TokenLifetime(claims!.ExpiresAt, claims.NotBefore, claims.IssuedAt)
            .Check(_clock.GetUtcNow(), _skew);
        if (rejection is not null) return new TokenVerification(null, rejection);
        if (!isKnown) Remember(new RememberedToken(token.ToString(), parts, kid, key, claims!));
        return new TokenVerification(claims, null);
    }

    private TokenRejection? Verify(
        ReadOnlySpan<char> token, TokenParts parts, SigningKey key, out SessionClaims? claims)
    {
        byte[]? rented = null;
        var buffer = token.Length <= StackLimit
            ? stackalloc byte[StackLimit]
            : rented = ArrayPool<byte>.Shared.Rent(token.Length);
        Ascii.FromUtf16(token, buffer, out var length);
        var result = Verify(buffer[..length], parts, key, out claims);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return result;
    }

    private TokenRejection? Verify(Span<byte> token, TokenParts parts, SigningKey key, out SessionClaims? claims)
    {
        claims = null;
        if (!TokenSignature.IsValid(token, parts, key)) return TokenRejection.InvalidSignature;

        // The text of the payload isn't needed any more, and its bytes are fewer: they are written over it.
        var payload = token[parts.PayloadStart..(parts.SignatureStart - 1)];
        var length = Base64Url.DecodeFromUtf8InPlace(payload);
        return _claims.Read(payload[..length], out claims);
    }

    private RememberedToken? Recall(ReadOnlySpan<char> token) =>
        _remembered is not null && _remembered.TryFind(token, Now(), out var known) ? known : null;

    private void Remember(RememberedToken token) => _remembered?.Add(
        token, (token.Claims.ExpiresAt * 1000) + (long)_skew.TotalMilliseconds, Now());
}
