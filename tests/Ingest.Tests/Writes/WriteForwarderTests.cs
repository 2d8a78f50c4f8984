using System.Diagnostics.Metrics;
using System.Text;
using Identity.Clerk.Api;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Ingest.Telemetry;
using Identity.Ingest.Tests.Discovery;
using Identity.Ingest.Writes;
using Identity.Testing;

namespace Identity.Ingest.Tests.Writes;

public sealed class WriteForwarderTests : IAsyncLifetime
{
    private StubBackendApi _clerk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _clerk = await StubBackendApi.StartAsync();
        _clerk.Written = ClerkEventJson.User("user_1", 1_790_845_200_000).ToJsonString();
    }

    public ValueTask DisposeAsync() => _clerk.DisposeAsync();

    [Fact]
    public async Task Done_IsMergedOnceAndCounted()
    {
        await using var host = await StartAsync();
        using var counted = new Measurements(host.Get<IMeterFactory>(), InstrumentNames.ClerkWrites);

        var forwarded = await ForwardAsync(host);

        Assert.Equal((200, _clerk.Written), (forwarded.Answer!.Status, Encoding.UTF8.GetString(forwarded.Answer.Body.Span)));
        Assert.Equal(["PATCH /v1/users/user_1"], _clerk.Writes);
        Assert.Equal(FetchedKind.User, Assert.Single(Assert.Single(host.Grain.Learned)).Kind);
        Assert.Equal(["merged 1"], counted.All);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(422)]
    [InlineData(500)]
    public async Task Refused_IsNotMergedWhateverItSays(int status)
    {
        await using var host = await StartAsync();
        using var counted = new Measurements(host.Get<IMeterFactory>(), InstrumentNames.ClerkWrites);
        _clerk.Status = status;

        Assert.Equal(status, (await ForwardAsync(host)).Answer!.Status);

        Assert.Empty(host.Grain.Learned);
        Assert.Equal(["refused 1"], counted.All);
    }

    [Fact]
    public async Task NothingToMerge_IsCounted()
    {
        await using var host = await StartAsync();
        using var counted = new Measurements(host.Get<IMeterFactory>(), InstrumentNames.ClerkWrites);
        _clerk.Written = """{"object":"token","jwt":"eyJ"}""";

        Assert.Equal(200, (await ForwardAsync(host)).Answer!.Status);

        Assert.Empty(host.Grain.Learned);
        Assert.Equal(["not_merged 1"], counted.All);
    }

    [Fact]
    public async Task GrainFails_TheAnswerIsClerksAllTheSame()
    {
        await using var host = await StartAsync();
        using var counted = new Measurements(host.Get<IMeterFactory>(), InstrumentNames.ClerkWrites);
        host.Grain.OnLearn = _ => throw new InvalidOperationException("no");

        Assert.Equal(200, (await ForwardAsync(host)).Answer!.Status);

        Assert.Equal(["merge_failed 1"], counted.All);
    }

    [Fact]
    public async Task GrainRefuses_IsCounted()
    {
        await using var host = await StartAsync();
        using var counted = new Measurements(host.Get<IMeterFactory>(), InstrumentNames.ClerkWrites);
        host.Grain.LearnedOutcome = new EventOutcome(MessageId.Parse("backend_api"), EventResult.Refused, "no");

        Assert.Equal(200, (await ForwardAsync(host)).Answer!.Status);

        Assert.Equal(["merge_failed 1"], counted.All);
    }

    [Fact]
    public async Task AnswerCannotBeUnderstood_IsCounted()
    {
        await using var host = await StartAsync();
        using var counted = new Measurements(host.Get<IMeterFactory>(), InstrumentNames.ClerkWrites);
        _clerk.Written = """{"object":"user","id":"user_1"}""";

        Assert.Equal(200, (await ForwardAsync(host)).Answer!.Status);

        Assert.Equal(["merge_failed 1"], counted.All);
    }

    [Fact]
    public async Task MergeTakesTooLong_TheAnswerDoesNotWait()
    {
        await using var host = await StartAsync();
        using var counted = new Measurements(host.Get<IMeterFactory>(), InstrumentNames.ClerkWrites);
        Task<ForwardedWrite> forwarding;
        await using (await host.BlockWritesAsync())
        {
            forwarding = ForwardAsync(host);
            await Patience.UntilAsync(() => host.Grain.Learned.Count == 1, Cancel);
            await Patience.UntilAsync(
                () =>
                {
                    host.Clock.Advance(WriteMerger.Budget);
                    return forwarding.IsCompleted;
                },
                Cancel);
        }

        Assert.Equal(200, (await forwarding).Answer!.Status);
        Assert.Equal(["merge_failed 1"], counted.All);
    }

    [Fact]
    public async Task UserIsUnknownHere_AllOfThemIsAskedForFirst()
    {
        await using var host = await StartAsync(discovers: true);
        host.Grain.Profile = () => null;

        await ForwardAsync(host);

        // What the question told, and on top of it what the write did.
        Assert.Equal((1, 1), (_clerk.Asked, _clerk.AskedForMemberships));
        Assert.Equal(2, host.Grain.Learned.Count);
    }

    [Fact]
    public async Task UserIsUnknownHereAndNobodyCanBeAsked_StaysUnknown()
    {
        await using var host = await StartAsync(discovers: true);
        using var counted = new Measurements(host.Get<IMeterFactory>(), InstrumentNames.ClerkWrites);
        host.Grain.Profile = () => null;
        var budget = host.Get<Identity.Ingest.BackendApi.BackendApiBudget>();
        while (budget.TrySpend())
        {
        }

        Assert.Equal(200, (await ForwardAsync(host)).Answer!.Status);

        Assert.Empty(host.Grain.Learned);
        Assert.Equal(["not_merged 1"], counted.All);
    }

    [Fact]
    public async Task UserIsNew_NobodyIsAsked()
    {
        await using var host = await StartAsync(discovers: true);

        await ForwardAsync(host, "POST", "users");

        Assert.Equal(0, _clerk.Asked);
        Assert.Single(host.Grain.Learned);
    }

    [Theory]
    [InlineData(429, false)]
    [InlineData(503, false)]
    [InlineData(403, true)]
    public async Task RetryAfter_OfClerksOwnLoad_IsHonoured(int status, bool isSent)
    {
        await using var host = await StartAsync();
        (_clerk.Status, _clerk.RetryAfterSeconds) = (status, 60);
        Assert.Equal(("60", status), ((await ForwardAsync(host)).Answer!.RetryAfter, status));

        var next = await ForwardAsync(host);

        Assert.Equal(isSent, next.Answer is not null);
        Assert.Equal(isSent ? 2 : 1, _clerk.Writes.Count);
        if (!isSent) Assert.Equal(TimeSpan.FromSeconds(60), next.Wait);
    }

    [Fact]
    public async Task HalfOfClerksLimit_IsAllThatIsSent()
    {
        await using var host = await StartAsync();
        using var counted = new Measurements(host.Get<IMeterFactory>(), InstrumentNames.ClerkWrites);
        for (var i = 0; i < 60; i++) await ForwardAsync(host);

        Assert.Equal(50, _clerk.Writes.Count);
        Assert.Equal(["merged 50", "over_budget 10"], counted.All);
        host.Clock.Advance((await ForwardAsync(host)).Wait!.Value);
        Assert.NotNull((await ForwardAsync(host)).Answer);
    }

    [Fact]
    public async Task NobodyListens_IsAFailureAndCounted()
    {
        await using var host = await IngestHost.StartAsync(writes: TestApi.Options());
        using var counted = new Measurements(host.Get<IMeterFactory>(), InstrumentNames.ClerkWrites);

        Assert.Equal(BackendApiWriteFailure.Unreachable, (await ForwardAsync(host)).Failure);

        Assert.Equal(["unreachable 1"], counted.All);
    }

    [Fact]
    public async Task CallerGoesAway_IsCounted()
    {
        await using var host = await StartAsync();
        using var counted = new Measurements(host.Get<IMeterFactory>(), InstrumentNames.ClerkWrites);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Get<WriteForwarder>().ForwardAsync(
            TestWrites.Of("PATCH", "users/user_1"), new CancellationToken(canceled: true)));
        Assert.Equal(["abandoned 1"], counted.All);
    }

    private static Task<ForwardedWrite> ForwardAsync(IngestHost host, string method = "PATCH", string path = "users/user_1") =>
        host.Get<WriteForwarder>().ForwardAsync(TestWrites.Of(method, path, "{}"), Cancel);

    private Task<IngestHost> StartAsync(bool discovers = false)
    {
        var api = TestApi.Options(url: _clerk.Url);
        return IngestHost.StartAsync(api: discovers ? api : null, writes: api);
    }
}
