using Identity.Clerk.Identifiers;
using Identity.Clerk.Tokens;
using Identity.Testing;
using Microsoft.AspNetCore.Http;

namespace Identity.Clerk.Tests.Tokens;

public sealed class JwksKeySourceTests : IAsyncLifetime
{
    private KeyEndpoint _endpoint = null!;

    private ManualTimeProvider Clock => _endpoint.Clock;

    private KestrelServer Server => _endpoint.Server;

    private JwksKeySource Keys => _endpoint.Keys;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _endpoint = await KeyEndpoint.StartAsync();

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task FindAsync_First_FetchesWithTheSecretKey()
    {
        HttpRequest? request = null;
        var (path, authorization, version) = ("", "", "");
        Server.Answer = context =>
        {
            request = context.Request;
            (path, authorization) = (request.Path, request.Headers.Authorization.ToString());
            version = request.Headers["Clerk-API-Version"].ToString();
            return context.Response.WriteAsync(KeyEndpoint.Set(Forge.Jwk(Forge.Rsa)));
        };
        Assert.Null(Keys.FetchedAt);
        Assert.Null(Keys.InstanceId);
        Assert.NotNull(await Keys.FindAsync(Forge.Kid, Ct));
        Assert.Equal(("/v1/jwks", "Bearer sk_test_abc", "2025-11-10"), (path, authorization, version));
        Assert.Equal(Clock.UtcNow, Keys.FetchedAt);
        Assert.Equal(InstanceId.Parse(Forge.Kid), Keys.InstanceId);
    }

    [Fact]
    public async Task FindAsync_KnownKey_CompletesSynchronously()
    {
        await Keys.FindAsync(Forge.Kid, Ct);
        for (var i = 0; i < 100; i++) Assert.True(IsAtHand());
        Assert.Equal(1, Server.Requests);
    }

    [Fact]
    public async Task ListAsync_GivesTheKeysOfOneFetch_UntilTheyAreOld()
    {
        for (var i = 0; i < 3; i++) Assert.Equal(Forge.Kid, Assert.Single(await Keys.ListAsync(Ct)).KeyId);
        Assert.Equal(1, Server.Requests);
        Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Single(await Keys.ListAsync(Ct));
        Assert.Equal(2, Server.Requests);
    }

    [Fact]
    public async Task FindAsync_ManyAtOnce_FetchOnce()
    {
        var release = new TaskCompletionSource();
        Server.Answer = async context =>
        {
            await release.Task;
            await context.Response.WriteAsync(KeyEndpoint.Set(Forge.Jwk(Forge.Rsa)));
        };
        var finding = Enumerable.Range(0, 1000)
            .Select(i => Keys.FindAsync(i % 2 == 0 ? Forge.Kid : $"k{i}", Ct).AsTask())
            .ToArray();
        release.SetResult();
        var found = await Task.WhenAll(finding);
        Assert.Equal(500, found.Count(key => key is not null));
        Assert.Equal((1, 1L), (Server.Requests, Keys.Fetches));
    }

    [Fact]
    public async Task FindAsync_OneCallerGivesUp_OthersGetTheirKey()
    {
        var release = new TaskCompletionSource();
        Server.Answer = async context =>
        {
            await release.Task;
            await context.Response.WriteAsync(KeyEndpoint.Set(Forge.Jwk(Forge.Rsa)));
        };
        using var impatient = new CancellationTokenSource();
        var first = Keys.FindAsync(Forge.Kid, impatient.Token).AsTask();
        var second = Keys.FindAsync(Forge.Kid, Ct).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        release.SetResult();
        Assert.NotNull(await second);
        Assert.Equal(1, Server.Requests);
    }

    [Fact]
    public async Task FindAsync_FloodOfUnknownKeys_FetchesOncePerInterval()
    {
        await Keys.FindAsync(Forge.Kid, Ct);
        for (var i = 0; i < 100_000; i++)
        {
            if (i % 25_000 == 0) Clock.Advance(TimeSpan.FromSeconds(10));
            Assert.Null(await Keys.FindAsync($"ins_{i}", Ct));
        }

        Assert.Equal((5, 5L), (Server.Requests, Keys.Fetches));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("é")]
    public async Task FindAsync_NoKeyId_IsNotLookedFor(string kid)
    {
        Assert.Null(await Keys.FindAsync(kid, Ct));
        Assert.Null(await Keys.FindAsync(new string('k', 129), Ct));
        Assert.Equal(0, Keys.Fetches);
    }

    [Fact]
    public async Task FindAsync_RotatedKey_IsFoundAfterTheInterval()
    {
        Assert.NotNull(await Keys.FindAsync(Forge.Kid, Ct));
        _endpoint.AnswerWith(Forge.Jwk(Forge.Rsa), Forge.Jwk(Forge.OtherRsa, "ins_new"));
        Assert.Null(await Keys.FindAsync("ins_new", Ct));
        Clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.Null(await Keys.FindAsync("ins_new", Ct));
        Assert.Equal(1, Keys.Fetches);
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.NotNull(await Keys.FindAsync("ins_new", Ct));
        Assert.Null(Keys.InstanceId);
        Assert.Equal(2, Keys.Fetches);
    }

    [Fact]
    public async Task FindAsync_WithdrawnKey_IsGoneAfterTheTimeToLive()
    {
        Assert.NotNull(await Keys.FindAsync(Forge.Kid, Ct));
        _endpoint.AnswerWith(Forge.Jwk(Forge.OtherRsa, "ins_new"));
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await Keys.FindAsync(Forge.Kid, Ct));
        Assert.Equal(InstanceId.Parse("ins_new"), Keys.InstanceId);
    }

    [Fact]
    public async Task FindAsync_KeysRotatedAndRolledBack_AreThoseOfTheLatestAnswer()
    {
        _endpoint.AnswerWith(Forge.Jwk(Forge.Rsa, "ins_old"));
        Assert.NotNull(await Keys.FindAsync("ins_old", Ct));
        _endpoint.AnswerWith(Forge.Jwk(Forge.OtherRsa, "ins_new"));
        Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.NotNull(await Keys.FindAsync("ins_new", Ct));
        Assert.Null(await Keys.FindAsync("ins_old", Ct));
        _endpoint.AnswerWith(Forge.Jwk(Forge.Rsa, "ins_old"));
        Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.NotNull(await Keys.FindAsync("ins_old", Ct));
        Assert.Null(await Keys.FindAsync("ins_new", Ct));
        Assert.Equal(3, Keys.Fetches);
    }

    [Fact]
    public async Task FindAsync_EveryEndOfAFetch_IsCounted()
    {
        await Keys.FindAsync(Forge.Kid, Ct);
        Server.Answer = context => Fail(context, 500);
        await FetchAgainAsync();
        Server.Answer = context => context.Response.WriteAsync("{}");
        await FetchAgainAsync();
        Server.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        await FetchAgainAsync();
        Server.Answer = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        var waiting = FetchAgainAsync();
        await UntilAsync(() => Server.Requests == 5);
        Clock.Advance(TimeSpan.FromSeconds(5));
        await waiting;
        Assert.Equal(
            [1, 2, 1, 1], Enum.GetValues<JwksFetchResult>().Select(result => (int)Keys.FetchesThat(result)));
        Assert.Equal(5, Keys.Fetches);
    }

    [Fact]
    public async Task FindAsync_AtTheRefreshInterval_RefreshesWithoutWaiting()
    {
        await Keys.FindAsync(Forge.Kid, Ct);
        var release = new TaskCompletionSource();
        Server.Answer = async context =>
        {
            await release.Task;
            await context.Response.WriteAsync(KeyEndpoint.Set(Forge.Jwk(Forge.Rsa)));
        };
        Clock.Advance(TimeSpan.FromMinutes(4) - TimeSpan.FromTicks(1));
        Assert.True(IsAtHand());
        Assert.Equal(1, Keys.Fetches);
        Clock.Advance(TimeSpan.FromTicks(1));
        for (var i = 0; i < 100; i++) Assert.True(IsAtHand());
        Assert.Equal(2, Keys.Fetches);
        release.SetResult();
        await UntilAsync(() => Keys.FetchedAt == Clock.UtcNow);
    }

    [Fact]
    public async Task FindAsync_EndpointDown_KeepsTheKeysForAnHour()
    {
        Assert.NotNull(await Keys.FindAsync(Forge.Kid, Ct));
        Server.Answer = context => Fail(context, 500);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.NotNull(await Keys.FindAsync(Forge.Kid, Ct));
        Assert.Null(await Keys.FindAsync("ins_unknown", Ct));
        Clock.Advance(TimeSpan.FromMinutes(55) - TimeSpan.FromTicks(1));
        Assert.NotNull(await Keys.FindAsync(Forge.Kid, Ct));
        Clock.Advance(TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<SigningKeysUnavailableException>(() => Keys.FindAsync(Forge.Kid, Ct).AsTask());
    }

    [Fact]
    public async Task FindAsync_EndpointDownAndBack_Recovers()
    {
        Server.Answer = context => Fail(context, 503);
        await AssertUnavailableAsync();
        _endpoint.AnswerWith(Forge.Jwk(Forge.Rsa));
        for (var i = 0; i < 1000; i++) await AssertUnavailableAsync();
        Assert.Equal(1, Keys.Fetches);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await Keys.FindAsync(Forge.Kid, Ct));
    }

    [Fact]
    public async Task FindAsync_EndpointHangs_GivesUpAndThenNobodyWaits()
    {
        await Keys.FindAsync(Forge.Kid, Ct);
        Server.Answer = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        Clock.Advance(TimeSpan.FromMinutes(5));
        var waiting = Keys.FindAsync(Forge.Kid, Ct).AsTask();
        await UntilAsync(() => Server.Requests == 2);
        Assert.False(waiting.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(await waiting);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(IsAtHand());
        Assert.Equal(3, Keys.Fetches);
    }

    [Fact]
    public async Task FindAsync_NobodyListens_IsUnavailable()
    {
        await Server.DisposeAsync();
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
        Server.Answer = context => context.Response.WriteAsync(body);
        await AssertUnavailableAsync();
        _endpoint.AnswerWith(Forge.Jwk(Forge.Rsa));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await Keys.FindAsync(Forge.Kid, Ct));
        Server.Answer = context => context.Response.WriteAsync(body);
        Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.NotNull(await Keys.FindAsync(Forge.Kid, Ct));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task FindAsync_OtherStatus_IsUnavailableAndSaysIt(int status)
    {
        Server.Answer = context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(KeyEndpoint.Set(Forge.Jwk(Forge.Rsa)));
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
        var set = KeyEndpoint.Set(Forge.Jwk(Forge.Rsa));
        Task Answer(HttpContext context, int length)
        {
            if (announced) context.Response.ContentLength = length;
            return context.Response.WriteAsync(set + new string(' ', length - set.Length));
        }

        Server.Answer = context => Answer(context, (256 * 1024) + 1);
        await AssertUnavailableAsync();
        Server.Answer = context => Answer(context, 256 * 1024);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await Keys.FindAsync(Forge.Kid, Ct));
    }

    [Fact]
    public async Task FindAsync_SameIdTwice_RefusesThatIdOnly()
    {
        _endpoint.AnswerWith(Forge.Jwk(Forge.Rsa), Forge.Jwk(Forge.OtherRsa), Forge.Jwk(Forge.OtherRsa),
            Forge.Jwk(Forge.Rsa, "other"));
        Assert.Null(await Keys.FindAsync(Forge.Kid, Ct));
        Assert.NotNull(await Keys.FindAsync("other", Ct));
        Assert.Null(Keys.InstanceId);
    }

    [Fact]
    public async Task FindAsync_UnusableKeysBesideAGoodOne_AreLeftOut()
    {
        _endpoint.AnswerWith("{}", Forge.Jwk(Forge.OtherRsa, "enc", "\"use\":\"enc\","), Forge.Jwk(Forge.Rsa));
        Assert.NotNull(await Keys.FindAsync(Forge.Kid, Ct));
        Assert.Null(await Keys.FindAsync("enc", Ct));
    }

    private static Task Fail(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Ct);
    }

    // After the hard limit, so that the caller waits for it.
    private async Task FetchAgainAsync()
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Keys.FindAsync("ins_unknown", Ct);
    }

    private bool IsAtHand() => Keys.FindAsync(Forge.Kid, Ct).AsTask().IsCompletedSuccessfully;

    private async Task<SigningKeysUnavailableException> AssertUnavailableAsync() =>
        await Assert.ThrowsAsync<SigningKeysUnavailableException>(() => Keys.FindAsync(Forge.Kid, Ct).AsTask());
}
