namespace Identity.Clerk.Tokens;

/// <summary>A token whose signature was right once, with what that was found by.</summary>
/// <param name="text">The token, letter for letter.</param>
/// <param name="parts">Its parts.</param>
/// <param name="kid">The id of the key that its header names; empty if it names none.</param>
/// <param name="key">The key that made the signature.</param>
/// <param name="claims">What it says.</param>
internal sealed class RememberedToken(
    string text, TokenParts parts, string kid, SigningKey key, SessionClaims claims)
{
    // Objects, array headers and the places in both collections.
    private const int Overhead = 1024;
    private const int StringOverhead = 24;

    public string Text { get; } = text;

    public TokenParts Parts { get; } = parts;

    public string Kid { get; } = kid;

    public SigningKey Key { get; } = key;

    public SessionClaims Claims { get; } = claims;

    /// <summary>About how many bytes it holds. Never too few by much: the text and its claims are counted.</summary>
    public long Size { get; } = SizeOf(text, claims);

    private static long SizeOf(string text, SessionClaims claims)
    {
        // Strings that were read from the payload are at most twice as long as it is; permissions are multiplied out.
        var size = Overhead + (2L * text.Length) + (3L * claims.Raw.Bytes.Length);
        size += (long)StringOverhead * claims.Features.Length;
        if (claims.Organization is not { } organization) return size;
        foreach (var permission in organization.Permissions) size += StringOverhead + 8 + (2L * permission.Length);
        return size;
    }

    // It may be a token that is still good.
    public override string ToString() => "***";
}
