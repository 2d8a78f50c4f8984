using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Identity.Clerk.Json;

namespace Identity.Clerk.Tokens;

/// <summary>
/// The header of a token (JOSE, RFC 7515 section 4), which is read before anything is known of who wrote it.
/// </summary>
internal static class TokenHeader
{
    /// <summary>The one algorithm.</summary>
    public const string Algorithm = "RS256";

    private const int MaxKidLength = 128;

    private static readonly SearchValues<char> KidCharacters =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)]);

    // What may change how the rest is to be read, or bring a key along. Others are to be ignored (Clerk sends "oiat").
    private static readonly JsonMembers Members = new(
        "alg", "kid", "typ", "cat", "crit", "b64", "jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256", "zip", "cty", "enc");

    // The instance's key signs JWT templates (222) and M2M tokens (333) too, so the tag is what tells them apart.
    private static ReadOnlySpan<byte> SessionCategory => "cl_B7d4PD111AAA"u8;

    // "Ignore": the instance has opted out, and the tag says nothing.
    private static ReadOnlySpan<byte> NoCategory => "cl_I7d4PD111III"u8;

    /// <summary>Reads a header.</summary>
    /// <param name="json">The decoded first part of the token.</param>
    /// <param name="kid">The id of the key; empty if there is none.</param>
    /// <returns>Null, or why the token is refused.</returns>
    public static TokenRejection? Read(ReadOnlySpan<byte> json, out string kid)
    {
        kid = "";
        if (!Utf8.IsValid(json)) return TokenRejection.InvalidHeader;
        try
        {
            return ReadObject(json, out kid);
        }
        catch (JsonException)
        {
            return TokenRejection.InvalidHeader;
        }
    }

    /// <summary>1 to 128 visible ASCII characters: what the id of a key may be, wherever it comes from.</summary>
    public static bool IsKid(string kid) =>
        kid.Length is > 0 and <= MaxKidLength && !kid.AsSpan().ContainsAnyExcept(KidCharacters);

    private static TokenRejection? ReadObject(ReadOnlySpan<byte> json, out string kid)
    {
        kid = "";
        var (hasAlgorithm, hasKid, hasType, hasCategory) = (false, true, true, true);
        var cursor = new JsonObjectCursor(json, Members, "");
        while (cursor.Next())
        {
            switch (cursor.Member)
            {
                case "alg": hasAlgorithm = cursor.IsText("RS256"u8); break;
                case "typ": hasType = cursor.IsText("JWT"u8); break;
                case "cat": hasCategory = cursor.IsText(SessionCategory) || cursor.IsText(NoCategory); break;
                case "kid": hasKid = IsKid(kid = cursor.Text()); break;
                default: cursor.Fail("not in a session token"); break;
            }
        }

        if (!hasType) return TokenRejection.InvalidType;
        if (!hasCategory) return TokenRejection.InvalidCategory;
        if (cursor.Problem is not null || !hasKid) return TokenRejection.InvalidHeader;
        return hasAlgorithm ? null : TokenRejection.InvalidAlgorithm;
    }
}
