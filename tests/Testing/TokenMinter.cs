using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Identity.Testing;

/// <summary>Mints session tokens as Clerk does, independently of the code that verifies them.</summary>
public sealed class TokenMinter : IDisposable
{
    public const string Issuer = "https://clerk.northwind.example";

    private readonly RSA _key = RSA.Create(2048);

    /// <summary>The public key, as <c>CLERK_JWT_KEY</c> takes it.</summary>
    public string Pem => _key.ExportSubjectPublicKeyInfoPem();

    public string Mint(
        string userId, string sessionId, DateTimeOffset now, string? organizationId = null, string status = "active",
        Action<JsonObject>? change = null)
    {
        var issuedAt = now.ToUnixTimeSeconds();
        var payload = new JsonObject
        {
            ["azp"] = "https://app.northwind.example",
            ["exp"] = issuedAt + 60,
            ["fva"] = new JsonArray(0, -1),
            ["iat"] = issuedAt,
            ["iss"] = Issuer,
            ["jti"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10)),
            ["nbf"] = issuedAt - 10,
            ["sid"] = sessionId,
            ["sts"] = status,
            ["sub"] = userId,
            ["v"] = 2,
        };
        if (organizationId is not null)
        {
            payload["o"] = new JsonObject { ["id"] = organizationId, ["rol"] = "admin", ["slg"] = "northwind-labs" };
        }
        change?.Invoke(payload);
        var header = new JsonObject
        {
            ["alg"] = "RS256",
            ["cat"] = "cl_B7d4PD111AAA",
            ["kid"] = ClerkEventJson.Instance,
            ["typ"] = "JWT",
        };
        var signed = $"{Encode(header)}.{Encode(payload)}";
        var signature = _key.SignData(
            Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public void Dispose() => _key.Dispose();

    private static string Encode(JsonObject part) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
