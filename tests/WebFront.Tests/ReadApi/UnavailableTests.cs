using Identity.Clerk.Keys;
using Identity.Storage.Commits;
using Identity.Testing;
using Identity.WebFront.ReadApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Identity.WebFront.Tests.ReadApi;

/// <summary>What <c>/v1</c> answers while there is too much to do, or what it asks doesn't answer.</summary>
public sealed class UnavailableTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ManualTimeProvider _clock = new();
    private readonly LogLines<ReadApiGate> _log = new();
    private readonly ReadApiLimits _limits = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<Exception, int, string> Failures { get; } = new()
    {
        { new TimeoutException("of ada@example.com"), 503, "service_unavailable" },
        { new StorageUnavailableException("of ada@example.com", null), 503, "service_unavailable" },
        { new OrleansException("of ada@example.com"), 503, "service_unavailable" },
        { new InvalidOperationException("of ada@example.com"), 500, "internal_clerk_error" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Behind_FailsInClerksShapeAndNotInItsOwnWords(Exception failure, int status, string code)
    {
        var (answer, body) = await AskAsync(_ => throw failure);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal(status == 503 ? "1" : "", answer.Headers.RetryAfter.ToString());
        Assert.Contains($"\"code\":\"{code}\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.com", body, StringComparison.Ordinal);
        Assert.DoesNotContain(_log.Texts, text => text.Contains("ada@example.com", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TooManyReads_Is429AndAPlaceIsForTheNext()
    {
        var (asking, gate) = Fill("GET", ReadApiLimits.MaxInFlight + ReadApiLimits.MaxWaiting);

        var (answer, body) = await AskAsync(_ => Task.CompletedTask);

        Assert.Equal((429, "1"), (answer.StatusCode, answer.Headers.RetryAfter.ToString()));
        Assert.Contains("\"code\":\"too_many_requests\"", body, StringComparison.Ordinal);
        gate.SetResult();
        Assert.All(await Task.WhenAll(asking), one => Assert.Equal(200, one.Response.StatusCode));
        Assert.Equal(200, (await AskAsync(_ => Task.CompletedTask)).Response.StatusCode);
    }

    [Fact]
    public async Task TooManyWrites_Is429AndReadsAreAnswered()
    {
        var (asking, gate) = Fill("POST", ReadApiLimits.MaxWritesInFlight + ReadApiLimits.MaxWritesWaiting);

        Assert.Equal(429, (await AskAsync(_ => Task.CompletedTask, "DELETE")).Response.StatusCode);
        Assert.Equal(200, (await AskAsync(_ => Task.CompletedTask)).Response.StatusCode);
        Assert.Equal(200, (await AskAsync(_ => Task.CompletedTask, "HEAD")).Response.StatusCode);

        gate.SetResult();
        await Task.WhenAll(asking);
    }

    [Fact]
    public async Task DatabaseIsGone_ListsAre503InClerksShapeAndKnownUsersAreAnswered()
    {
        Assert.SkipWhen(TestEngine.IsOrleans, TestEngine.EmbeddedOnly);
        Assert.SkipWhen(PostgresServer.Obstacle is not null && PostgresDatabase.MayBeMissing, PostgresServer.Obstacle ?? "");
        await using var server = await PostgresServer.StartAsync();
        await using var database = await PostgresDatabase.CreateOnAsync(server.ConnectionString);
        using var settings = new FrontSettings()
            .With("CLERK_SECRET_KEY", ReadApiFront.Key)
            .With("Clerk__FetchUnknownUsers", "false")
            .With("Storage__Provider", "PostgreSql")
            .With("ConnectionStrings__Identity", database.ConnectionString);
        await using var front = await FrontProcess.StartAsync(settings);
        await front.AcknowledgedAsync(
            "msg_1",
            ClerkEventJson.Envelope("user.created", ClerkEventJson.User("user_1", 1_790_845_200_000), 1_790_845_200_000),
            Cancel);
        await server.StopAsync(abruptly: true);

        foreach (var path in (string[])["/v1/users", "/v1/users/count", "/v1/organizations", "/v1/users/user_2"])
        {
            using var refused = await front.GetAsync(path, ReadApiFront.Key, Cancel);
            await ReadApiFront.ErrorOfAsync(refused, 503, "service_unavailable");
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        }

        using var known = await front.GetAsync("/v1/users/user_1", ReadApiFront.Key, Cancel);
        Assert.True(known.IsSuccessStatusCode);
    }

    public void Dispose()
    {
        _limits.Dispose();
        _services.Dispose();
    }

    private (List<Task<(HttpResponse Response, string Body)>> Asking, TaskCompletionSource Gate) Fill(string method, int count)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return ([.. Enumerable.Range(0, count).Select(_ => AskAsync(_ => gate.Task, method))], gate);
    }

    private async Task<(HttpResponse Response, string Body)> AskAsync(RequestDelegate next, string method = "GET")
    {
        Assert.True(SecretKey.TryParse(ReadApiFront.Key, out var key, out _));
        var metrics = new ReadApiMetrics(
            _services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), _clock);
        var gate = new ReadApiGate(next, key, _limits, metrics, _clock, _log);
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body }, Request = { Method = method, Path = "/v1/users" } };
        context.Request.Headers.Authorization = $"Bearer {ReadApiFront.Key}";
        await gate.InvokeAsync(context);
        return (context.Response, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
