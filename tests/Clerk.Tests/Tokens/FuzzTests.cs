using System.Buffers.Text;
using System.Text.Json;
using Identity.Clerk.Tokens;
using Identity.Testing;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>Whatever a token is, the answer is a value, and nothing is accepted that nobody signed.</summary>
public sealed class FuzzTests
{
    // A signature takes a millisecond to make, so fewer are made.
    private const int SignedEvery = 20;

    private readonly Verifying _verifying = new();

    [Fact]
    public void Verify_TwentyThousandMutations_NothingEscapes() => Run(20_000);

    /// <summary>Takes a minute or two: <c>-explicit only -class '*FuzzTests'</c>.</summary>
    [Fact(Explicit = true)]
    public void Verify_AMillionMutations_NothingEscapes() => Run(1_000_000);

    private void Run(int count)
    {
        var mutation = new Mutation(new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine)));
        foreach (var token in mutation.Genuine) _verifying.Accept(token);
        var reasons = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var isSigned = i % SignedEvery == 0;
            var token = isSigned ? mutation.Signed() : mutation.Unsigned();
            var verification = Verify(token, i);
            var reason = verification.Rejection?.Reason ?? "accepted";
            reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            if (!verification.IsAccepted) continue;
            if (isSigned) AssertGenuine(token, verification.Claims);
            else Assert.True(mutation.Genuine.Contains(token), $"Accepted in round {i}: {token}");
        }

        foreach (var (reason, times) in reasons.OrderByDescending(pair => pair.Value))
            TestContext.Current.TestOutputHelper?.WriteLine($"{times,8} {reason}");

        // It got to every part of the verifier, or it would show nothing. What comes seldom isn't asked for.
        string[] expected =
        [
            "accepted", "token-invalid", "token-invalid-algorithm", "token-invalid-signature", "jwk-kid-mismatch",
            "token-verification-failed", "token-invalid-issuer",
        ];
        Assert.All(expected, reason => Assert.Contains(reason, reasons.Keys));
    }

    private TokenVerification Verify(string token, int round)
    {
        try
        {
            return _verifying.Verify(token);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Escaped in round {round}: {token}", exception);
        }
    }

    // By another parser: every claim that is read is there once, and is what was read.
    private static void AssertGenuine(string token, SessionClaims claims)
    {
        var parts = token.Split('.');
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        Assert.Equal("RS256", One(header, "alg")!.Value.GetString());
        Assert.Equal(Forge.Kid, One(header, "kid")!.Value.GetString());
        foreach (var name in new[] { "crit", "b64", "jwk", "zip" }) Assert.Null(One(header, name));

        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        Assert.Equal(One(payload, "sub")!.Value.GetString(), claims.Subject.Value);
        Assert.Equal(One(payload, "sid")!.Value.GetString(), claims.SessionId.Value);
        Assert.Equal(Forge.Issuer, One(payload, "iss")!.Value.GetString());
        Assert.Equal(One(payload, "exp")!.Value.GetInt64(), claims.ExpiresAt);
        Assert.Equal(One(payload, "iat")?.GetInt64(), claims.IssuedAt);
        Assert.Equal(One(payload, "nbf")?.GetInt64(), claims.NotBefore);
        Assert.True(claims.ExpiresAt > Forge.Now - 5);
        Assert.True(claims.NotBefore is null or <= Forge.Now + 5);
    }

    private static JsonElement? One(JsonDocument document, string name)
    {
        var values = document.RootElement.EnumerateObject().Where(member => Named(member, name)).ToList();
        Assert.InRange(values.Count, 0, 1);
        return values.Count == 0 ? null : values[0].Value;
    }

    private static bool Named(JsonProperty member, string name)
    {
        try
        {
            return member.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: no name of ours.
            return false;
        }
    }
}
