using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Tokens;

namespace Identity.Authentication.Testing;

/// <summary>Makes session tokens of version 2 as Clerk does, with a key that is made anew and never leaves the process.</summary>
internal sealed class TokenMint(TimeProvider clock) : IDisposable
{
    public const string Issuer = "https://clerk.test";
    public const string Origin = "https://app.test";

    private const int KeyBits = 2048;
    private const int LifetimeSeconds = 60;
    private const int EarlySeconds = 10;
    private const string RolePrefix = "org:";

    private static readonly string Header = Encode(new JsonObject
    {
        ["alg"] = "RS256",
        ["cat"] = "cl_B7d4PD111AAA",
        ["kid"] = "ins_testing",
        ["typ"] = "JWT",
    });

    private readonly Lock _lock = new();
    private readonly RSA _key = RSA.Create(KeyBits);

    /// <summary>The key with which the scheme verifies them.</summary>
    public ISigningKeySource PublicKey =>
        PemKeySource.TryCreate(_key.ExportSubjectPublicKeyInfoPem(), out var source, out var error)
            ? source
            : throw new InvalidOperationException($"The key {error}.");

    public string Mint(ClerkTestIdentity identity, Action<JsonObject>? change)
    {
        var claims = ClaimsOf(identity, clock.GetUtcNow().ToUnixTimeSeconds());
        change?.Invoke(claims);
        var content = $"{Header}.{Encode(claims)}";

        // RSA doesn't promise that several threads may use one, and tests run at once.
        byte[] signature;
        lock (_lock)
        {
            signature = _key.SignData(
                Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    public void Dispose() => _key.Dispose();

    private static JsonObject ClaimsOf(ClerkTestIdentity identity, long now)
    {
        var claims = new JsonObject
        {
            ["azp"] = Origin,
            ["exp"] = now + LifetimeSeconds,
            ["fva"] = new JsonArray(identity.FirstFactorMinutes, identity.SecondFactorMinutes),
            ["iat"] = now,
            ["iss"] = Issuer,
            ["jti"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10)),
            ["nbf"] = now - EarlySeconds,
            ["sid"] = identity.SessionId.Value,
            ["sts"] = "active",
            ["sub"] = identity.UserId.Value,
            ["v"] = 2,
        };
        if (identity.Plan is { } plan) claims["pla"] = plan;
        if (identity.Features.Count > 0) claims["fea"] = string.Join(',', identity.Features);
        if (identity.ActorId is { } actor) claims["act"] = new JsonObject { ["sub"] = actor };
        if (identity.OrganizationId is { } organization)
        {
            claims["o"] = new JsonObject
            {
                ["id"] = organization.Value,
                ["rol"] = identity.Role is { } role && role.StartsWith(RolePrefix, StringComparison.Ordinal)
                    ? role[RolePrefix.Length..]
                    : identity.Role,
            };
        }

        return claims;
    }

    private static string Encode(JsonObject part) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
