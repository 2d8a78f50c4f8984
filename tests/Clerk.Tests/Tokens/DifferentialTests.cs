using Identity.Clerk.Tokens;
using Identity.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>What we accept, the well-known library accepts too, when it is told to be strict.</summary>
public sealed class DifferentialTests
{
    private static readonly string[] Samples =
    [
        "v2 with organization", "v2 without organization", "v2 pending", "v2 impersonation", "v1 with organization",
        "v1 without organization",
    ];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    [Fact]
    public async Task Verify_RandomTokens_AcceptsNothingThatTheLibraryRefuses()
    {
        // The library reads the time by itself, so both read the real one, and no token is near an edge.
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var verifying = new Verifying(now: now);
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        var accepted = 0;
        for (var i = 0; i < 1000; i++)
        {
            var token = RandomToken(random, now);
            if (!verifying.Verify(token).IsAccepted) continue;
            accepted++;
            var result = await _handler.ValidateTokenAsync(token, Parameters());
            Assert.True(result.IsValid, $"{result.Exception}\n{token}");
        }

        Assert.InRange(accepted, 100, 900);
    }

    [Fact]
    public async Task Verify_AcceptedToken_GivesTheClaimsThatTheLibraryReads()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        foreach (var sample in Samples)
        {
            var token = Forge.Token(Forge.Payload(
                claims => (claims["exp"], claims["iat"], claims["nbf"]) = (now + 60, now, now - 10),
                sample));
            var ours = new Verifying(now: now).Accept(token);
            var theirs = (JsonWebToken)(await _handler.ValidateTokenAsync(token, Parameters())).SecurityToken;
            Assert.Equal(theirs.Subject, ours.Subject.Value);
            Assert.Equal(theirs.GetPayloadValue<string>("sid"), ours.SessionId.Value);
            Assert.Equal(theirs.Issuer, ours.Issuer);
            Assert.Equal(theirs.Azp, ours.AuthorizedParty);
            Assert.Equal(theirs.GetPayloadValue<long>("exp"), ours.ExpiresAt);
            Assert.Equal(theirs.GetPayloadValue<long>("iat"), ours.IssuedAt);
            Assert.Equal(theirs.GetPayloadValue<long>("nbf"), ours.NotBefore);
        }
    }

    private static string RandomToken(Random random, long now)
    {
        var payload = Forge.Payload(
            claims =>
            {
                (claims["exp"], claims["iat"], claims["nbf"]) = (now + 60, now, now - 10);
                if (random.Next(6) == 0) claims["exp"] = now - 600;
                if (random.Next(6) == 0) claims["nbf"] = now + 600;
                if (random.Next(6) == 0) claims["iss"] = "https://other.example";
                if (random.Next(6) == 0) claims.Remove(claims.ElementAt(random.Next(claims.Count)).Key);
                if (random.Next(4) == 0) claims["x"] = "é\u0001\\";
            },
            Samples[random.Next(Samples.Length)]);
        if (random.Next(6) == 0) payload = $"{{\"custom\":[1,{{}}],{payload[1..]}";
        var header = random.Next(8) switch
        {
            0 => Forge.Header.Replace("RS256", "RS384", StringComparison.Ordinal),
            1 => Forge.Header.Replace(",\"typ\":\"JWT\"", "", StringComparison.Ordinal),
            2 => $"{Forge.Header[..^1]},\"oiat\":{now}}}",
            _ => Forge.Header,
        };
        var token = Forge.Token(payload, header, random.Next(8) == 0 ? Forge.OtherRsa : Forge.Rsa);
        if (random.Next(4) > 0) return token;
        var at = random.Next(token.Length);
        return token[..at] + "Aa_-"[random.Next(4)] + token[(at + 1)..];
    }

    private static TokenValidationParameters Parameters() => new()
    {
        ValidAlgorithms = ["RS256"],
        ValidIssuer = Forge.Issuer,
        ValidateAudience = false,
        ClockSkew = TimeSpan.FromSeconds(5),
        IssuerSigningKey = new RsaSecurityKey(Forge.Rsa.ExportParameters(false)) { KeyId = Forge.Kid },
        TryAllIssuerSigningKeys = false,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
    };
}
