namespace Identity.Clerk.Tokens;

/// <summary>Where the three parts of a compact token (RFC 7515, section 7.1) lie in its text.</summary>
internal readonly record struct TokenParts(int PayloadStart, int SignatureStart)
{
    /// <summary>
    /// Finds the parts; false unless there are exactly three, and the first and the last have something in them.
    /// </summary>
    public static bool TryFind(ReadOnlySpan<byte> token, out TokenParts parts)
    {
        parts = default;
        var first = token.IndexOf((byte)'.');
        if (first <= 0) return false;
        var second = token[(first + 1)..].IndexOf((byte)'.') + first + 1;
        if (second <= first || second == token.Length - 1) return false;
        parts = new TokenParts(first + 1, second + 1);
        return !token[parts.SignatureStart..].Contains((byte)'.');
    }

    public ReadOnlySpan<byte> Header(ReadOnlySpan<byte> token) => token[..(PayloadStart - 1)];

    public ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> token) => token[PayloadStart..(SignatureStart - 1)];

    public ReadOnlySpan<byte> Signature(ReadOnlySpan<byte> token) => token[SignatureStart..];

    /// <summary>What the signature is over: the first two parts and the dot between them, as they stand.</summary>
    public ReadOnlySpan<byte> Signed(ReadOnlySpan<byte> token) => token[..(SignatureStart - 1)];
}
