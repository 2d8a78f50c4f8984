using System.Text;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Keys;
using Identity.Clerk.Tokens;
using Identity.Testing;
using Microsoft.AspNetCore.Http;

namespace Identity.Clerk.Tests.Tokens;

public sealed class JwksKeySourceTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _clock = new();
    private readonly HttpClient _http = new();
    private KestrelServer _server = null!;
    private JwksKeySource _keys = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.True(SecretKey.TryParse("sk_test_abc", out var secret, out _));
        _server = await KestrelServer.StartAsync();
        _keys = new JwksKeySource(_http, _server.Address, secret, new JwksOptions(), _clock);
        AnswerWith(Forge.Jwk(Forge.Rsa));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
    }

    [Fact]
    public async Task FindAsync_First_FetchesWithTheSecretKey()
    {
        HttpRequest? request = null;
        var (path, authorization, version) = ("", "", "");
        _server.Answer = context =>
        {
            request = context.Request;
            (path, authorization) = (request.Path, request.Headers.Authorization.ToString());
            version = request.Headers["Clerk-API-Version"].ToString();
            return context.Response.WriteAsync(Set(Forge.Jwk(Forge.Rsa)));
        };
        Assert.Null(_keys.FetchedAt);
        Assert.Null(_keys.InstanceId);
        Assert.NotNull(await _keys.FindAsync(Forge.Kid, Ct));
        Assert.Equal(("/v1/jwks", "Bearer sk_test_abc", "2025-11-10"), (path, authorization, version));
        Assert.Equal(_clock.UtcNow, _keys.FetchedAt);
        Assert.Equal(InstanceId.Parse(Forge.Kid), _keys.InstanceId);
    }

    [Fact]
    public async Task FindAsync_KnownKey_CompletesSynchronously()
    {
        await _keys.FindAsync(Forge.Kid, Ct);
        for (var i = 0; i < 100; i++) Assert.True(IsAtHand());
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    public async Task FindAsync_ManyAtOnce_FetchOnce()
    {
        var release = new TaskCompletionSource();
        _server.Answer = async context =>
        {
            await release.Task;
            await context.Response.WriteAsync(Set(Forge.Jwk(Forge.Rsa)));
        };
        var finding = Enumerable.Range(0, 1000)
            .Select(i => _keys.FindAsync(i % 2 == 0 ? Forge.Kid : $"k{i}", Ct).AsTask())
            .ToArray();
        release.SetResult();
        var found = await Task.WhenAll(finding);
        Assert.Equal(500, found.Count(key => key is not null));
        Assert.Equal((1, 1L), (_server.Requests, _keys.Fetches));
    }

    [Fact]
    public async Task FindAsync_OneCallerGivesUp_OthersGetTheirKey()
    {
        var release = new TaskCompletionSource();
        _server.Answer = async context =>
        {
            await release.Task;
            await context.Response.WriteAsync(Set(Forge.Jwk(Forge.Rsa)));
        };
        using var impatient = new CancellationTokenSource();
        var first = _keys.FindAsync(Forge.Kid, impatient.Token).AsTask();
        var second = _keys.FindAsync(Forge.Kid, Ct).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        release.SetResult();
        Assert.NotNull(await second);
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    public async Task FindAsync_FloodOfUnknownKeys_FetchesOncePerInterval()
    {
        await _keys.FindAsync(Forge.Kid, Ct);
        for (var i = 0; i < 100_000; i++)
        {
            if (i % 25_000 == 0) _clock.Advance(TimeSpan.FromSeconds(10));
            Assert.Null(await _keys.FindAsync($"ins_{i}", Ct));
        }

        Assert.Equal((5, 5L), (_server.Requests, _keys.Fetches));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("é")]
    public async Task FindAsync_NoKeyId_IsNotLookedFor(string kid)
    {
        Assert.Null(await _keys.FindAsync(kid, Ct));
        Assert.Null(await _keys.FindAsync(new string('k', 129), Ct));
        Assert.Equal(0, _keys.Fetches);
    }

    [Fact]
    public async Task FindAsync_RotatedKey_IsFoundAfterTheInterval()
    {
        Assert.NotNull(await _keys.FindAsync(Forge.Kid, Ct));
        AnswerWith(Forge.Jwk(Forge.Rsa), Forge.Jwk(Forge.OtherRsa, "ins_new"));
        Assert.Null(await _keys.FindAsync("ins_new", Ct));
        _clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.Null(await _keys.FindAsync("ins_new", Ct));
        Assert.Equal(1, _keys.Fetches);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.NotNull(await _keys.FindAsync("ins_new", Ct));
        Assert.Null(_keys.InstanceId);
        Assert.Equal(2, _keys.Fetches);
    }

    [Fact]
    public async Task FindAsync_WithdrawnKey_IsGoneAfterTheTimeToLive()
    {
        Assert.NotNull(await _keys.FindAsync(Forge.Kid, Ct));
        AnswerWith(Forge.Jwk(Forge.OtherRsa, "ins_new"));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await _keys.FindAsync(Forge.Kid, Ct));
        Assert.Equal(InstanceId.Parse("ins_new"), _keys.InstanceId);
    }

    [Fact]
    public async Task FindAsync_AtTheRefreshInterval_RefreshesWithoutWaiting()
    {
        await _keys.FindAsync(Forge.Kid, Ct);
        var release = new TaskCompletionSource();
        _server.Answer = async context =>
        {
            await release.Task;
            await context.Response.WriteAsync(Set(Forge.Jwk(Forge.Rsa)));
        };
        _clock.Advance(TimeSpan.FromMinutes(4) - TimeSpan.FromTicks(1));
        Assert.True(IsAtHand());
        Assert.Equal(1, _keys.Fetches);
        _clock.Advance(TimeSpan.FromTicks(1));
        for (var i = 0; i < 100; i++) Assert.True(IsAtHand());
        Assert.Equal(2, _keys.Fetches);
        release.SetResult();
        await UntilAsync(() => _keys.FetchedAt == _clock.UtcNow);
    }

    [Fact]
    public async Task FindAsync_EndpointDown_KeepsTheKeysForAnHour()
    {
        Assert.NotNull(await _keys.FindAsync(Forge.Kid, Ct));
        _server.Answer = context => Fail(context, 500);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.NotNull(await _keys.FindAsync(Forge.Kid, Ct));
        Assert.Null(await _keys.FindAsync("ins_unknown", Ct));
        _clock.Advance(TimeSpan.FromMinutes(55) - TimeSpan.FromTicks(1));
        Assert.NotNull(await _keys.FindAsync(Forge.Kid, Ct));
        _clock.Advance(TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<SigningKeysUnavailableException>(() => _keys.FindAsync(Forge.Kid, Ct).AsTask());
    }

    [Fact]
    public async Task FindAsync_EndpointDownAndBack_Recovers()
    {
        _server.Answer = context => Fail(context, 503);
        await AssertUnavailableAsync();
        AnswerWith(Forge.Jwk(Forge.Rsa));
        for (var i = 0; i < 1000; i++) await AssertUnavailableAsync();
        Assert.Equal(1, _keys.Fetches);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await _keys.FindAsync(Forge.Kid, Ct));
    }

    [Fact]
    public async Task FindAsync_EndpointHangs_GivesUpAndThenNobodyWaits()
    {
        await _keys.FindAsync(Forge.Kid, Ct);
        _server.Answer = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        _clock.Advance(TimeSpan.FromMinutes(5));
        var waiting = _keys.FindAsync(Forge.Kid, Ct).AsTask();
        await UntilAsync(() => _server.Requests == 2);
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(await waiting);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(IsAtHand());
        Assert.Equal(3, _keys.Fetches);
    }

    [Fact]
    public async Task FindAsync_NobodyListens_IsUnavailable()
    {
        await _server.DisposeAsync();
        var failure = await AssertUnavailableAsync();
        Assert.IsType<HttpRequestException>(failure.InnerException);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>maintenance</html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"keys\":null}")]
    [InlineData("{\"keys\":{}}")]
    [InlineData("{\"keys\":[]}")]
    [InlineData("{\"keys\":[1]}")]
    [InlineData("{\"keys\":[{}]}")]
    [InlineData("{\"keys\":[{\"kty\":\"oct\",\"kid\":\"k\",\"k\":\"AAAA\"}]}")]
    public async Task FindAsync_AnswerIsNoKeySet_IsUnavailableOrKeepsTheOld(string body)
    {
        _server.Answer = context => context.Response.WriteAsync(body);
        await AssertUnavailableAsync();
        AnswerWith(Forge.Jwk(Forge.Rsa));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await _keys.FindAsync(Forge.Kid, Ct));
        _server.Answer = context => context.Response.WriteAsync(body);
        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.NotNull(await _keys.FindAsync(Forge.Kid, Ct));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task FindAsync_OtherStatus_IsUnavailableAndSaysIt(int status)
    {
        _server.Answer = context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(Set(Forge.Jwk(Forge.Rsa)));
        };
        var failure = await AssertUnavailableAsync();
        Assert.Contains($"{status}", failure.InnerException!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_test", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FindAsync_BodyBeyondTheBound_IsUnavailable(bool announced)
    {
        var set = Set(Forge.Jwk(Forge.Rsa));
        Task Answer(HttpContext context, int length)
        {
            if (announced) context.Response.ContentLength = length;
            return context.Response.WriteAsync(set + new string(' ', length - set.Length));
        }

        _server.Answer = context => Answer(context, (256 * 1024) + 1);
        await AssertUnavailableAsync();
        _server.Answer = context => Answer(context, 256 * 1024);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await _keys.FindAsync(Forge.Kid, Ct));
    }

    [Fact]
    public async Task FindAsync_SameIdTwice_RefusesThatIdOnly()
    {
        AnswerWith(Forge.Jwk(Forge.Rsa), Forge.Jwk(Forge.OtherRsa), Forge.Jwk(Forge.OtherRsa),
            Forge.Jwk(Forge.Rsa, "other"));
        Assert.Null(await _keys.FindAsync(Forge.Kid, Ct));
        Assert.NotNull(await _keys.FindAsync("other", Ct));
        Assert.Null(_keys.InstanceId);
    }

    [Fact]
    public async Task FindAsync_UnusableKeysBesideAGoodOne_AreLeftOut()
    {
        AnswerWith("{}", Forge.Jwk(Forge.OtherRsa, "enc", "\"use\":\"enc\","), Forge.Jwk(Forge.Rsa));
        Assert.NotNull(await _keys.FindAsync(Forge.Kid, Ct));
        Assert.Null(await _keys.FindAsync("enc", Ct));
    }

    [Fact]
    public async Task VerifyAsync_TokensOfAFlood_NeverFetchMoreThanTheIntervalAllows()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.FromUnixTimeSeconds(Forge.Now));
        var verifier = new SessionTokenVerifier(_keys, new SessionTokenOptions { Issuer = Forge.Issuer }, clock);
        Assert.True((await verifier.VerifyAsync(Forge.Token(), Ct)).IsAccepted);
        var end = Forge.Token()[Forge.Token().IndexOf('.', StringComparison.Ordinal)..];
        for (var i = 0; i < 2000; i++)
        {
            var header = Forge.Header.Replace(Forge.Kid, $"ins_{i}", StringComparison.Ordinal);
            var verification = await verifier.VerifyAsync(Forge.Encode(header) + end, Ct);
            Assert.Same(TokenRejection.UnknownKey, verification.Rejection);
        }

        Assert.Equal(1, _server.Requests);
    }

    private static string Set(params string[] keys) => $$"""{"keys":[{{string.Join(',', keys)}}]}""";

    private static Task Fail(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Ct);
    }

    private bool IsAtHand() => _keys.FindAsync(Forge.Kid, Ct).AsTask().IsCompletedSuccessfully;

    private void AnswerWith(params string[] keys)
    {
        var body = Encoding.UTF8.GetBytes(Set(keys));
        _server.Answer = context => context.Response.Body.WriteAsync(body, Ct).AsTask();
    }

    private async Task<SigningKeysUnavailableException> AssertUnavailableAsync() =>
        await Assert.ThrowsAsync<SigningKeysUnavailableException>(() => _keys.FindAsync(Forge.Kid, Ct).AsTask());
}
