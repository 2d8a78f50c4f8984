namespace Identity.Clerk.Tokens;

/// <summary>The part of verification that knows nothing of claims: form, header, and signature.</summary>
internal static class TokenSignature
{
    private const int MaxSignatureLength = 512;
    private const int MaxHeaderLength = 1024;

    /// <summary>Checks the form and the header, before any key is looked for.</summary>
    /// <param name="token">The token's bytes.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="kid">The id of the key; empty if the header has none.</param>
    /// <returns>Null, or why the token is refused.</returns>
    public static TokenRejection? ReadHeader(ReadOnlySpan<byte> token, out TokenParts parts, out string kid)
    {
        kid = "";
        if (!TokenParts.TryFind(token, out parts)) return TokenRejection.Malformed;
        var text = parts.Header(token);
        if (!CanonicalBase64Url.IsCanonical(text)
            || !CanonicalBase64Url.IsCanonical(parts.Payload(token))
            || !CanonicalBase64Url.IsCanonical(parts.Signature(token)))
        {
            return TokenRejection.Malformed;
        }

        Span<byte> header = stackalloc byte[MaxHeaderLength];
        return CanonicalBase64Url.TryDecode(text, header, out var length)
            ? TokenHeader.Read(header[..length], out kid)
            : TokenRejection.InvalidHeader;
    }

    /// <summary>True if the key made the signature.</summary>
    public static bool IsValid(ReadOnlySpan<byte> token, TokenParts parts, SigningKey key)
    {
        Span<byte> signature = stackalloc byte[MaxSignatureLength];
        return CanonicalBase64Url.TryDecode(parts.Signature(token), signature, out var length)
            && key.Verifies(parts.Signed(token), signature[..length]);
    }
}
