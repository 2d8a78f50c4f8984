using Identity.Clerk.Tokens;
using Identity.Testing;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>Verifies with the throw-away key, at the time at which the sample claims are in force.</summary>
internal sealed class Verifying
{
    private readonly SessionTokenVerifier _verifier;

    public Verifying(IReadOnlyList<string>? authorizedParties = null, TimeSpan? skew = null, long now = Forge.Now)
    {
        Clock = new ManualTimeProvider(DateTimeOffset.FromUnixTimeSeconds(now));
        var options = new SessionTokenOptions
        {
            Issuer = Forge.Issuer,
            AuthorizedParties = authorizedParties ?? [],
            ClockSkew = skew ?? TimeSpan.FromSeconds(5),
        };
        _verifier = new SessionTokenVerifier(Keys, options, Clock);
    }

    public ManualTimeProvider Clock { get; }

    public RecordingKeys Keys { get; } = new();

    public TokenVerification Verify(string token)
    {
        var asked = Keys.Asked.Count;
        var verifying = _verifier.VerifyAsync(token, TestContext.Current.CancellationToken);
        var completed = verifying.AsTask();
        Assert.True(completed.IsCompletedSuccessfully);
        Assert.InRange(Keys.Asked.Count - asked, 0, 1);
        return completed.Result;
    }

    public SessionClaims Accept(string token)
    {
        var verification = Verify(token);
        Assert.Null(verification.Rejection);
        Assert.True(verification.IsAccepted);
        return verification.Claims;
    }

    public TokenRejection Reject(string token)
    {
        var verification = Verify(token);
        Assert.Null(verification.Claims);
        Assert.False(verification.IsAccepted);
        return verification.Rejection;
    }

    /// <summary>Refused for what its header is, so that nobody was asked for a key.</summary>
    public TokenRejection RejectUnasked(string token)
    {
        var asked = Keys.Asked.Count;
        var rejection = Reject(token);
        Assert.Equal(asked, Keys.Asked.Count);
        return rejection;
    }
}
