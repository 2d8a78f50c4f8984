using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Identity.Clerk.Json;

namespace Identity.Clerk.Tokens;

/// <summary>Reads a JSON Web Key, if it is one that Clerk signs session tokens with.</summary>
/// <remarks>
/// It must be RSA, have an id, and nothing that speaks against it: <c>use</c> other than <c>sig</c>, <c>key_ops</c>
/// without <c>verify</c>, <c>alg</c> other than <c>RS256</c>, or private parts, with which everybody could sign.
/// </remarks>
internal static class JsonWebKeyReader
{
    private const int MaxKeyOperations = 16;
    private const int MaxNumberLength = 1024;
    private static readonly JsonMembers Members = new(
        "kty", "kid", "use", "key_ops", "alg", "n", "e", "d", "p", "q", "dp", "dq", "qi", "oth", "k");

    public static bool TryRead(
        ReadOnlySpan<byte> json,
        out string? kid,
        out RSAParameters parameters,
        out string? error)
    {
        kid = null;
        parameters = default;
        error = "not a JSON object";
        if (!Utf8.IsValid(json)) return false;
        try
        {
            return TryReadObject(json, out kid, out parameters, out error);
        }
        catch (JsonException)
        {
            error = "not a JSON object";
            return false;
        }
    }

    private static bool TryReadObject(
        ReadOnlySpan<byte> json,
        out string? kid,
        out RSAParameters parameters,
        out string? error)
    {
        kid = null;
        parameters = default;
        var cursor = new JsonObjectCursor(json, Members, "");
        while (cursor.Next())
        {
            switch (cursor.Member)
            {
                case "kty": Expect(ref cursor, "RSA"); break;
                case "use": Expect(ref cursor, "sig"); break;
                case "alg": Expect(ref cursor, TokenHeader.Algorithm); break;
                case "kid": kid = ReadKid(ref cursor); break;
                case "key_ops": ExpectToVerify(ref cursor); break;
                case "n": parameters.Modulus = ReadNumber(ref cursor); break;
                case "e": parameters.Exponent = ReadNumber(ref cursor); break;
                default: cursor.Fail("not in a public key"); break;
            }
        }

        cursor.Require("kty");
        cursor.Require("kid");
        cursor.Require("n");
        cursor.Require("e");
        error = cursor.Problem;
        return error is null;
    }

    private static void Expect(ref JsonObjectCursor cursor, string value)
    {
        if (cursor.Text() != value) cursor.Fail($"expected {value}");
    }

    private static void ExpectToVerify(ref JsonObjectCursor cursor)
    {
        if (!cursor.Texts(MaxKeyOperations).Contains("verify")) cursor.Fail("not to verify");
    }

    private static string ReadKid(ref JsonObjectCursor cursor)
    {
        var kid = cursor.Text();
        if (!TokenHeader.IsKid(kid)) cursor.Fail("not a key's id");
        return kid;
    }

    private static byte[]? ReadNumber(ref JsonObjectCursor cursor)
    {
        var text = Encoding.ASCII.GetBytes(cursor.Text());
        Span<byte> number = stackalloc byte[MaxNumberLength];
        if (text.Length <= MaxNumberLength
            && CanonicalBase64Url.TryDecode(text, number, out var length)
            && length > 0
            && number[0] != 0)
        {
            return number[..length].ToArray();
        }

        cursor.Fail("not a number in base64url");
        return null;
    }
}
