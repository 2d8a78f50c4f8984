using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Identity.Authentication.Tests.Hosting;

/// <summary>Makes session tokens as Clerk does, with a key of its own.</summary>
internal sealed class TokenMint(TimeProvider clock)
{
    public const string Issuer = "https://clerk.example.test";
    public const string Party = "https://app.example.test";
    public const string UserId = "user_2abcdefghijklmnopqrstuvwxyz";
    public const string SessionId = "sess_2abcdefghijklmnopqrstuvwxyz";
    public const string OrganizationId = "org_2abcdefghijklmnopqrstuvwxyz";
    public const string KeyId = "ins_2abcdefghijklmnopqrstuvwxyz";

    // Making a key takes long, and no test changes it.
    private static readonly RSA Key = RSA.Create(2048);

    public static string PublicKeyPem { get; } = Key.ExportSubjectPublicKeyInfoPem();

    public static string JsonWebKeySet
    {
        get
        {
            var key = Key.ExportParameters(includePrivateParameters: false);
            return $$"""
                {"keys":[{"use":"sig","kty":"RSA","kid":"{{KeyId}}","alg":"RS256",
                "n":"{{Base64Url.EncodeToString(key.Modulus)}}","e":"AQAB"}]}
                """;
        }
    }

    /// <summary>A token that is good for the next 60 seconds, changed as wished.</summary>
    public string Mint(Action<JsonObject>? change = null)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["v"] = 2,
            ["sub"] = UserId,
            ["sid"] = SessionId,
            ["iss"] = Issuer,
            ["azp"] = Party,
            ["iat"] = now,
            ["nbf"] = now - 10,
            ["exp"] = now + 60,
            ["sts"] = "active",
            ["fva"] = new JsonArray(2, -1),
            ["email"] = "ada@example.test",
        };
        change?.Invoke(claims);
        var header = new JsonObject
        {
            ["alg"] = "RS256",
            ["cat"] = "cl_B7d4PD111AAA",
            ["kid"] = KeyId,
            ["typ"] = "JWT",
        };
        var content = $"{Encode(header)}.{Encode(claims)}";
        var signature = Key.SignData(
            System.Text.Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(JsonObject part) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
