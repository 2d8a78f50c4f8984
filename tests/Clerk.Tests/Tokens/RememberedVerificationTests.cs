using Identity.Clerk.Tokens;
using Identity.Testing;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>A signature is verified once; everything else every time.</summary>
public sealed class RememberedVerificationTests
{
    private readonly ManualTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(Forge.Now));
    private readonly SwitchableKeys _keys = new();
    private readonly SessionTokenVerifier _verifier;

    public RememberedVerificationTests() => _verifier = Verifier();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task VerifyAsync_SameToken_UsesTheKeyOnce()
    {
        var rsa = _keys.Publish(Forge.Rsa);
        var token = Forge.Token();
        var first = await _verifier.VerifyAsync(token, Ct);
        for (var i = 0; i < 10_000; i++)
        {
            // As it comes from the wire: the same characters elsewhere in memory.
            var verification = await _verifier.VerifyAsync($"Bearer {token}".AsMemory("Bearer ".Length), Ct);
            Assert.Same(first.Claims, verification.Claims);
        }

        Assert.Equal(1, rsa.Verifications);
    }

    [Fact]
    public async Task VerifyAsync_SameTokenFromManyThreads_IsAcceptedByAll()
    {
        var rsa = _keys.Publish(Forge.Rsa);
        string[] tokens = [.. Enumerable.Range(0, 50).Select(Token)];
        var refused = 0;
        await Parallel.ForAsync(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, ct) =>
        {
            var verification = await _verifier.VerifyAsync(tokens[i % tokens.Length], ct);
            if (verification.Claims?.SessionId.Value != $"sess_{i % tokens.Length}") Interlocked.Increment(ref refused);
        });

        // Whoever comes while another verifies the same token does it too; afterwards nobody does.
        Assert.Equal(0, refused);
        Assert.InRange(rsa.Verifications, tokens.Length, tokens.Length * 16);
    }

    [Fact]
    public void VerifyAsync_RememberedToken_AllocatesNothing()
    {
        _keys.Publish(Forge.Rsa);
        var token = Forge.Token().AsMemory();
        Assert.True(Accepts(token));
        Assert.True(Accepts(token));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Accepts(token);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        bool Accepts(ReadOnlyMemory<char> text)
        {
            var verifying = _verifier.VerifyAsync(text, Ct);
            return verifying.IsCompletedSuccessfully && verifying.Result.IsAccepted;
        }
    }

    [Fact]
    public async Task VerifyAsync_AnyCharacterChanged_IsNotTheRememberedToken()
    {
        _keys.Publish(Forge.Rsa);
        var token = Forge.Token();
        Assert.True((await _verifier.VerifyAsync(token, Ct)).IsAccepted);
        for (var i = 0; i < token.Length; i++)
        {
            var changed = token.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            Assert.False((await _verifier.VerifyAsync(new string(changed), Ct)).IsAccepted);
        }

        // The same to a comparison of words, or to one that takes only the low byte of a character.
        Assert.False((await _verifier.VerifyAsync(token + "\u00ad", Ct)).IsAccepted);
        Assert.False((await _verifier.VerifyAsync((char)(token[0] + 0x100) + token[1..], Ct)).IsAccepted);
        Assert.False((await _verifier.VerifyAsync(token[1..], Ct)).IsAccepted);
    }

    [Theory]
    [InlineData(5, 4_999, null)]
    [InlineData(5, 5_000, "token-expired")]
    [InlineData(0, -1, null)]
    [InlineData(0, 0, "token-expired")]
    public async Task VerifyAsync_RememberedTokenAtItsEnd_IsExact(int skew, int milliseconds, string? reason)
    {
        var rsa = _keys.Publish(Forge.Rsa);
        var verifier = Verifier(skew: skew);
        var token = Forge.Token();
        Assert.True((await verifier.VerifyAsync(token, Ct)).IsAccepted);
        _clock.UtcNow = DateTimeOffset.FromUnixTimeSeconds(1_790_845_272) + TimeSpan.FromMilliseconds(milliseconds);
        Assert.Equal(reason, (await verifier.VerifyAsync(token, Ct)).Rejection?.Reason);
        Assert.Equal(reason is null ? 1 : 2, rsa.Verifications);
    }

    [Fact]
    public async Task VerifyAsync_ClockSetBack_RememberedTokenIsNotActiveYet()
    {
        _keys.Publish(Forge.Rsa);
        Assert.True((await _verifier.VerifyAsync(Forge.Token(), Ct)).IsAccepted);
        _clock.UtcNow -= TimeSpan.FromHours(1);
        Assert.Same(TokenRejection.NotActiveYet, (await _verifier.VerifyAsync(Forge.Token(), Ct)).Rejection);
    }

    [Fact]
    public async Task VerifyAsync_KeyWithdrawn_RememberedTokenIsRefused()
    {
        _keys.Publish(Forge.Rsa);
        Assert.True((await _verifier.VerifyAsync(Forge.Token(), Ct)).IsAccepted);
        _keys.Withdraw();
        Assert.Same(TokenRejection.UnknownKey, (await _verifier.VerifyAsync(Forge.Token(), Ct)).Rejection);
    }

    [Fact]
    public async Task VerifyAsync_OtherKeyUnderTheSameId_RememberedTokenIsVerifiedByIt()
    {
        _keys.Publish(Forge.Rsa);
        var token = Forge.Token();
        Assert.True((await _verifier.VerifyAsync(token, Ct)).IsAccepted);
        var other = _keys.Publish(Forge.OtherRsa);
        Assert.Same(TokenRejection.InvalidSignature, (await _verifier.VerifyAsync(token, Ct)).Rejection);
        Assert.Equal(1, other.Verifications);

        // Rolled back: what the old key signed is good again.
        _keys.Publish(Forge.Rsa);
        Assert.True((await _verifier.VerifyAsync(token, Ct)).IsAccepted);
    }

    [Fact]
    public async Task VerifyAsync_SameKeyFetchedAnew_IsNotUsedAgain()
    {
        _keys.Publish(Forge.Rsa);
        var token = Forge.Token();
        Assert.True((await _verifier.VerifyAsync(token, Ct)).IsAccepted);
        var again = _keys.Publish(Forge.Rsa);
        Assert.True((await _verifier.VerifyAsync(token, Ct)).IsAccepted);
        Assert.Equal(0, again.Verifications);
    }

    [Fact]
    public async Task VerifyAsync_RefusedToken_IsNotRemembered()
    {
        var rsa = _keys.Publish(Forge.Rsa);
        var token = Forge.Token(rsa: Forge.OtherRsa);
        for (var i = 0; i < 3; i++) Assert.False((await _verifier.VerifyAsync(token, Ct)).IsAccepted);
        Assert.Equal(3, rsa.Verifications);
    }

    [Theory]
    [InlineData(0, 1_000_000)]
    [InlineData(1000, 0)]
    public async Task VerifyAsync_NothingToBeRemembered_UsesTheKeyEveryTime(int count, long bytes)
    {
        var rsa = _keys.Publish(Forge.Rsa);
        var verifier = Verifier(count, bytes);
        for (var i = 0; i < 3; i++) Assert.True((await verifier.VerifyAsync(Forge.Token(), Ct)).IsAccepted);
        Assert.Equal(3, rsa.Verifications);
    }

    [Fact]
    public async Task VerifyAsync_MoreTokensThanPlaces_AllAreAccepted()
    {
        var rsa = _keys.Publish(Forge.Rsa);
        var verifier = Verifier(count: 10);
        string[] tokens = [.. Enumerable.Range(0, 30).Select(Token)];
        for (var round = 0; round < 2; round++)
        {
            foreach (var token in tokens) Assert.True((await verifier.VerifyAsync(token, Ct)).IsAccepted);
        }

        // In the second round at most ten were still there.
        Assert.InRange(rsa.Verifications, 50, 60);
    }

    private static string Token(int i) => Forge.Token(Forge.Payload(claims => claims["sid"] = $"sess_{i}"));

    private SessionTokenVerifier Verifier(int count = 1000, long bytes = 10_000_000, int skew = 5) => new(
        _keys,
        new SessionTokenOptions
        {
            Issuer = Forge.Issuer,
            ClockSkew = TimeSpan.FromSeconds(skew),
            MaxRememberedTokens = count,
            MaxRememberedBytes = bytes,
        },
        _clock);
}
