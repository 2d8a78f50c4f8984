using Identity.Authentication.Propagation;
using Identity.Authentication.Tests.Hosting;
using Identity.Testing;
using Microsoft.Extensions.Options;

namespace Identity.Authentication.Tests.Propagation;

/// <summary>What a service says about a caller is believed for one request, one receiver and a short time.</summary>
public sealed class CallerAssertionTests
{
    private const string Target = "/invoices?page=2";

    private readonly ManualTimeProvider _clock = new();
    private readonly PropagationOptions _options = new()
    {
        TrustedKeys = { PropagationSetup.Key },
        Audiences = { PropagationSetup.Audience },
    };

    [Fact]
    public void Verify_AsSigned_Believed()
    {
        var rejection = Verifier().Verify(Assertion(), "GET", Target, out var caller);

        Assert.Equal(PropagationRejection.None, rejection);
        Assert.Equal(TokenMint.UserId, caller!.Claims.Subject.Value);
        Assert.Equal(TokenMint.SessionId, caller.Claims.SessionId.Value);
        Assert.Equal(TokenMint.OrganizationId, caller.Claims.Organization!.Id.Value);
        Assert.Null(caller.Claims.Organization.Role);
        Assert.Equal("user_boss", caller.Claims.Actor!.Subject);
        Assert.Equal((3, -1), (caller.Claims.FactorVerificationAge!.Value.FirstFactorMinutes,
            caller.Claims.FactorVerificationAge.Value.SecondFactorMinutes));
        Assert.Equal("o:pro", caller.Claims.Plan);
        Assert.Equal(["o:reports"], caller.Claims.Features);
        Assert.Equal("front", caller.KeyId);
    }

    [Theory]
    [InlineData("POST", Target)]
    [InlineData("get", Target)]
    [InlineData("GET", "/invoices?page=3")]
    [InlineData("GET", "/invoices")]
    [InlineData("GET", "/Invoices?page=2")]
    [InlineData("GET", "/invoices?page=2&x=1")]
    public void Verify_AnotherRequest_WrongTarget(string method, string target) =>
        Assert.Equal(PropagationRejection.WrongTarget, Verifier().Verify(Assertion(), method, target, out _));

    [Theory]
    [InlineData("other.internal")]
    [InlineData("")]
    [InlineData("billing.internal:443")]
    public void Verify_MeantForAnother_WrongAudience(string audience) =>
        Assert.Equal(
            PropagationRejection.WrongAudience,
            Verifier().Verify(Assertion(given => given with { Audience = audience }), "GET", Target, out _));

    [Theory]
    [InlineData(-120, PropagationRejection.None)]
    [InlineData(120, PropagationRejection.None)]
    [InlineData(-121, PropagationRejection.Skewed)]
    [InlineData(121, PropagationRejection.Skewed)]
    public void Verify_ClocksApart_BelievedUpTo120Seconds(int seconds, object expected) =>
        Assert.Equal(
            (PropagationRejection)expected,
            Verifier().Verify(Assertion(given => given with { SignedAt = given.SignedAt + seconds }), "GET", Target, out _));

    [Theory]
    [InlineData("sub", "user_a b")]
    [InlineData("sub", "org_a")]
    [InlineData("sid", "user_a")]
    [InlineData("org_id", "acme")]
    [InlineData("fva", null)]
    public void Verify_IdsThatAreNone_Malformed(string claim, string? value)
    {
        var assertion = Assertion(given => claim switch
        {
            "sub" => given with { UserId = value! },
            "sid" => given with { SessionId = value! },
            "org_id" => given with { OrganizationId = value },
            _ => given with { FactorVerificationAge = [1] },
        });

        Assert.Equal(PropagationRejection.Malformed, Verifier().Verify(assertion, "GET", Target, out _));
    }

    [Fact]
    public void Verify_EveryCharacterChanged_NeverBelieved()
    {
        var verifier = Verifier();
        var text = Assertion();
        for (var i = 0; i < text.Length; i++)
        {
            var changed = text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..];
            Assert.NotEqual(PropagationRejection.None, verifier.Verify(changed, "GET", Target, out var caller));
            Assert.Null(caller);
        }

        Assert.Equal(PropagationRejection.None, verifier.Verify(text, "GET", Target, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("a.b")]
    [InlineData("\0.\uD800.\uFFFF")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public void Verify_Garbage_NotBelieved(string text) =>
        Assert.NotEqual(PropagationRejection.None, Verifier().Verify(text, "GET", Target, out _));

    [Fact]
    public void Verify_TokenThatNamesAnotherAlgorithm_UnknownKey()
    {
        // "none", and RS256 with the same key id: the header is compared as a whole, and nothing in it is obeyed.
        foreach (var header in new[] { """{"alg":"none","kid":"front"}""", """{"alg":"RS256","kid":"front"}""" })
        {
            var encoded = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(header));
            var text = encoded + Assertion()[PropagationSetup.Key.Header.Length..];
            Assert.Equal(PropagationRejection.UnknownKey, Verifier().Verify(text, "GET", Target, out _));
        }
    }

    [Fact]
    public void Verify_LongerThanAnyAssertion_NotLookedAt() =>
        Assert.Equal(
            PropagationRejection.Malformed,
            Verifier().Verify(Assertion() + new string('A', CallerAssertionText.MaxLength), "GET", Target, out _));

    [Fact]
    public void Write_LongerThanIsRead_Throws() => Assert.Throws<InvalidOperationException>(
        () => Assertion(given => given with { Plan = new string('p', CallerAssertionText.MaxLength) }));

    [Fact]
    public void Verify_Twice_TheSecondIsAReplayForAsLongAsItCouldBeBelieved()
    {
        var verifier = Verifier();
        var early = Assertion(given => given with { SignedAt = given.SignedAt + 120 });

        Assert.Equal(PropagationRejection.None, verifier.Verify(early, "GET", Target, out _));
        for (var seconds = 0; seconds < 240; seconds += 60)
        {
            Assert.Equal(PropagationRejection.Replayed, verifier.Verify(early, "GET", Target, out var caller));
            Assert.Null(caller);
            _clock.Advance(TimeSpan.FromSeconds(60));
        }

        Assert.Equal(PropagationRejection.Replayed, verifier.Verify(early, "GET", Target, out _));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(PropagationRejection.Skewed, verifier.Verify(early, "GET", Target, out _));
    }

    [Fact]
    public void Verify_MoreThanAreRemembered_NotBelievedUntilThereIsRoom()
    {
        _options.MaxRememberedCalls = 2;
        var verifier = Verifier();

        Assert.Equal(PropagationRejection.None, verifier.Verify(Assertion(), "GET", Target, out _));
        Assert.Equal(PropagationRejection.None, verifier.Verify(Assertion(), "GET", Target, out _));
        Assert.Equal(PropagationRejection.TooMany, verifier.Verify(Assertion(), "GET", Target, out _));
        _clock.Advance(TimeSpan.FromSeconds(240));
        Assert.Equal(PropagationRejection.None, verifier.Verify(Assertion(), "GET", Target, out _));
    }

    [Fact]
    public void Key_Printed_HoldsNoSecret()
    {
        Assert.Equal("front", $"{PropagationSetup.Key}");
        Assert.DoesNotContain("MDEy", System.Text.Json.JsonSerializer.Serialize(PropagationSetup.Key), StringComparison.Ordinal);
        Assert.DoesNotContain(TokenMint.UserId, $"{new CallerAssertionTests().Sample()}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("front")]
    [InlineData("front:")]
    [InlineData(":MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")]
    [InlineData("front:c2hvcnQ=")]
    [InlineData("front:not base64 at all, and longer than 32 bytes")]
    [InlineData("fro\"nt:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")]
    public void Key_Malformed_IsNoneAndTheErrorHoldsNothingOfIt(string text)
    {
        Assert.False(PropagationKey.TryParse(text, out _, out var error));
        if (text.Length > 0) Assert.DoesNotContain(text, error, StringComparison.Ordinal);
    }

    private CallerAssertion Sample() => new()
    {
        Audience = PropagationSetup.Audience,
        SignedAt = _clock.UtcNow.ToUnixTimeSeconds(),
        Id = Guid.NewGuid().ToString("n"),
        Method = "GET",
        TargetHash = CallerAssertionText.HashOf(Target),
        Issuer = TokenMint.Issuer,
        UserId = TokenMint.UserId,
        SessionId = TokenMint.SessionId,
        OrganizationId = TokenMint.OrganizationId,
        ActorId = "user_boss",
        TokenIssuedAt = _clock.UtcNow.ToUnixTimeSeconds(),
        FactorVerificationAge = [3, -1],
        Plan = "o:pro",
        Features = "o:reports",
    };

    private string Assertion(Func<CallerAssertion, CallerAssertion>? change = null) =>
        CallerAssertionText.Write(change?.Invoke(Sample()) ?? Sample(), PropagationSetup.Key);

    private CallerAssertionVerifier Verifier() => new(Options.Create(_options), _clock);
}
