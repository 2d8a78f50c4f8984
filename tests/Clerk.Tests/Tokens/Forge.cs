using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Tokens;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>Makes tokens, right ones and wrong ones, with keys that exist for the length of a test run.</summary>
internal static class Forge
{
    public const string Kid = "ins_3FzDrGx6NLNSgdnKRO6uvKKM3UN";
    public const string Issuer = "https://clerk.northwind.example";
    public const string Header = $$"""{"alg":"RS256","cat":"cl_B7d4PD111AAA","kid":"{{Kid}}","typ":"JWT"}""";

    /// <summary>When the sample claims are in force.</summary>
    public const long Now = 1_790_845_220;

    public static readonly RSA Rsa = RSA.Create(2048);
    public static readonly RSA OtherRsa = RSA.Create(2048);

    public static SigningKey Key { get; } = KeyOf(Rsa);

    public static SigningKey KeyOf(RSA rsa) =>
        SigningKey.TryCreate(rsa.ExportSubjectPublicKeyInfoPem(), out var key, out var error)
            ? key
            : throw new InvalidOperationException(error);

    /// <summary>The claims of one of the samples.</summary>
    public static JsonObject Claims(string sample = "v2 with organization") =>
        TestFiles.Vectors("session-claims")[sample]!.DeepClone().AsObject();

    public static string Payload(Action<JsonObject>? change = null, string sample = "v2 with organization")
    {
        var claims = Claims(sample);
        change?.Invoke(claims);
        return claims.ToJsonString();
    }

    /// <summary>The payload with one claim's value replaced by text that a tree of nodes couldn't write.</summary>
    public static string PayloadWith(string claim, string json, string sample = "v2 with organization") =>
        Payload(claims => claims[claim] = "@", sample)
            .Replace($"\"{claim}\":\"@\"", $"\"{claim}\":{json}", StringComparison.Ordinal);

    public static string Token(string? payload = null, string header = Header, RSA? rsa = null) =>
        Token(Encoding.UTF8.GetBytes(payload ?? Payload()), Encoding.UTF8.GetBytes(header), rsa);

    public static string Token(byte[] payload, byte[] header, RSA? rsa = null)
    {
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Signature(signed, rsa ?? Rsa)}";
    }

    public static string Signature(string signed, RSA rsa) => Base64Url.EncodeToString(
        rsa.SignData(Encoding.UTF8.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static string Jwk(RSA rsa, string kid = Kid, string more = "\"use\":\"sig\",\"alg\":\"RS256\",")
    {
        var key = rsa.ExportParameters(false);
        var (n, e) = (Base64Url.EncodeToString(key.Modulus), Base64Url.EncodeToString(key.Exponent));
        return $$"""{{{more}}"kty":"RSA","kid":"{{kid}}","n":"{{n}}","e":"{{e}}"}""";
    }
}
