using Identity.Clerk.Tokens;
using Identity.Testing;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>Tokens and fetched keys: what a token can't cause, and what a rotation does.</summary>
public sealed class JwksVerificationTests : IAsyncLifetime
{
    private KeyEndpoint _endpoint = null!;
    private SessionTokenVerifier _verifier = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _endpoint = await KeyEndpoint.StartAsync();

        // Tokens have a clock of their own, so that keys can grow old while a token doesn't.
        var clock = new ManualTimeProvider(DateTimeOffset.FromUnixTimeSeconds(Forge.Now));
        _verifier = new SessionTokenVerifier(
            _endpoint.Keys, new SessionTokenOptions { Issuer = Forge.Issuer }, clock);
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task VerifyAsync_TokensOfAFlood_NeverFetchMoreThanTheIntervalAllows()
    {
        Assert.True((await _verifier.VerifyAsync(Forge.Token(), Ct)).IsAccepted);
        var end = Forge.Token()[Forge.Token().IndexOf('.', StringComparison.Ordinal)..];
        for (var i = 0; i < 2000; i++)
        {
            var header = Forge.Header.Replace(Forge.Kid, $"ins_{i}", StringComparison.Ordinal);
            var verification = await _verifier.VerifyAsync(Forge.Encode(header) + end, Ct);
            Assert.Same(TokenRejection.UnknownKey, verification.Rejection);
        }

        Assert.Equal(1, _endpoint.Server.Requests);
    }

    [Fact]
    public async Task VerifyAsync_KeyWithdrawn_RememberedTokenEndsWithTheTimeToLive()
    {
        var token = Forge.Token(Forge.Payload(claims => claims["exp"] = Forge.Now + 3600));
        Assert.True((await _verifier.VerifyAsync(token, Ct)).IsAccepted);
        _endpoint.AnswerWith(Forge.Jwk(Forge.OtherRsa, "ins_new"));
        _endpoint.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.True((await _verifier.VerifyAsync(token, Ct)).IsAccepted);
        await Patience.UntilAsync(() => _endpoint.Keys.FetchesThat(JwksFetchResult.Succeeded) == 2, Ct);
        Assert.Same(TokenRejection.UnknownKey, (await _verifier.VerifyAsync(token, Ct)).Rejection);
    }

    [Fact]
    public async Task VerifyAsync_HeaderNamesAnAddress_NobodyIsAsked()
    {
        await using var canary = await KestrelServer.StartAsync();
        Assert.True((await _verifier.VerifyAsync(Forge.Token(), Ct)).IsAccepted);
        string[] addresses = ["jku", "x5u", "kid", "iss", "jwk", "cty", "aud", "typ"];
        foreach (var name in addresses)
        {
            _endpoint.Clock.Advance(TimeSpan.FromMinutes(1));
            var header = $"{Forge.Header[..^1]},\"{name}\":\"{canary.Address}\"}}";
            await _verifier.VerifyAsync(Forge.Token(header: header), Ct);
            header = Forge.Header.Replace(Forge.Kid, $"{canary.Address}", StringComparison.Ordinal);
            await _verifier.VerifyAsync(Forge.Token(Forge.PayloadWith(name, $"\"{canary.Address}\""), header), Ct);
        }

        Assert.Equal(0, canary.Requests);
    }
}
