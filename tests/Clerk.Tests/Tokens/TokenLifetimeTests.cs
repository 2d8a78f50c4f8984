using Identity.Clerk.Tokens;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>
/// The exact edges, by a clock that is moved. The sample lives from 1790845212 to 1790845272, nbf ten seconds before.
/// </summary>
public sealed class TokenLifetimeTests
{
    private const long Nbf = 1_790_845_202;
    private const long Iat = 1_790_845_212;
    private const long Exp = 1_790_845_272;

    [Theory]
    [InlineData(5, Exp, 4_999, null)]
    [InlineData(5, Exp, 5_000, "token-expired")]
    [InlineData(5, Exp, 360_000, "token-expired")]
    [InlineData(0, Exp, -1, null)]
    [InlineData(0, Exp, 0, "token-expired")]
    [InlineData(5, Iat, -5_000, null)]
    [InlineData(5, Iat, -5_001, "token-iat-in-the-future")]
    [InlineData(0, Iat, 0, null)]
    [InlineData(0, Iat, -1, "token-iat-in-the-future")]
    [InlineData(5, Nbf, -5_001, "token-not-active-yet")]
    public void Verify_AtTheEdge_IsExact(int skew, long at, int milliseconds, string? reason)
    {
        var verifying = new Verifying(skew: TimeSpan.FromSeconds(skew), now: at);
        verifying.Clock.UtcNow += TimeSpan.FromMilliseconds(milliseconds);
        Assert.Equal(reason, verifying.Verify(Forge.Token()).Rejection?.Reason);
    }

    [Theory]
    [InlineData(-5_000, null)]
    [InlineData(-5_001, "token-not-active-yet")]
    public void Verify_NotBeforeWithoutIssuedAt_IsExact(int milliseconds, string? reason)
    {
        var verifying = new Verifying(now: Nbf);
        verifying.Clock.UtcNow += TimeSpan.FromMilliseconds(milliseconds);
        var token = Forge.Token(Forge.Payload(claims => claims.Remove("iat")));
        Assert.Equal(reason, verifying.Verify(token).Rejection?.Reason);
    }

    [Theory]
    [InlineData(Iat, Iat + 86_400, true)]
    [InlineData(Iat, Iat + 86_401, false)]
    [InlineData(Iat, 253_402_300_799, false)]
    [InlineData(null, Forge.Now + 86_405, true)]
    [InlineData(null, Forge.Now + 86_406, false)]
    [InlineData(Forge.Now + 3, Forge.Now + 2, false)]
    [InlineData(Forge.Now + 2, Forge.Now + 2, true)]
    public void Verify_Lifetime_IsAtMostADay(long? issuedAt, long expiresAt, bool accepted)
    {
        var token = Forge.Token(Forge.Payload(claims =>
        {
            claims.Remove("iat");
            if (issuedAt is not null) claims["iat"] = issuedAt;
            claims["exp"] = expiresAt;
        }));
        var rejection = new Verifying().Verify(token).Rejection;
        Assert.Equal(accepted ? null : TokenRejection.InvalidLifetime, rejection);
    }
}
