using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Api;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Keys;
using Microsoft.AspNetCore.Http;

namespace Identity.Clerk.Tests.Api;

public sealed class BackendApiClientTests : IAsyncLifetime
{
    private static readonly UserId Ada = UserId.Parse("user_3K5Qy9VzFpcm0RzckqATkRxW2YY");
    private static readonly string AdasJson = JsonNode.Parse(TestFiles.Sample("user.created"))!["data"]!.ToJsonString();
    private StubbedBackendApi _api = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _api = await StubbedBackendApi.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task GetUserAsync_Found_IsTheUser()
    {
        var (path, authorization, version) = ("", "", "");
        _api.Server.Answer = context =>
        {
            (path, authorization) = (context.Request.Path, context.Request.Headers.Authorization.ToString());
            version = context.Request.Headers["Clerk-API-Version"].ToString();
            return context.Response.WriteAsync($" {AdasJson}\n");
        };
        var user = await _api.Client.GetUserAsync(Ada, Ct);
        Assert.Equal(Ada, user!.Id);
        Assert.Equal("Ada", user.FirstName);
        Assert.Equal(AdasJson, Encoding.UTF8.GetString(user.Raw.Bytes.Span));
        Assert.Equal(($"/v1/users/{Ada}", "Bearer sk_test_abc", "2025-11-10"), (path, authorization, version));
    }

    [Fact]
    public async Task GetUserAsync_NotFound_IsNull()
    {
        _api.Answer(404, """{"errors":[]}""");
        Assert.Null(await _api.Client.GetUserAsync(Ada, Ct));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(500)]
    public async Task GetUserAsync_OtherStatus_SaysWhich(int status)
    {
        _api.Answer(status, "");
        var failure = await FailAsync();
        Assert.Equal((HttpStatusCode)status, failure.Status);
        Assert.Null(failure.RetryAfter);
        Assert.DoesNotContain("sk_test", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetUserAsync_TooManyRequests_SaysHowLongToWait()
    {
        _api.Answer(429, "", retryAfter: "7");
        var failure = await FailAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, failure.Status);
        Assert.Equal(TimeSpan.FromSeconds(7), failure.RetryAfter);
        Assert.Equal(1, _api.Server.Requests);
    }

    [Theory]
    [InlineData("Thu, 01 Oct 2026 12:00:30 GMT", 30)]
    [InlineData("Thu, 01 Oct 2026 11:00:00 GMT", 0)]
    public async Task GetUserAsync_RetryAfterADate_IsMeantByTheAnswersOwnClock(string retryAfter, int seconds)
    {
        _api.Answer(503, "", retryAfter, date: "Thu, 01 Oct 2026 12:00:00 GMT");
        Assert.Equal(TimeSpan.FromSeconds(seconds), (await FailAsync()).RetryAfter);
    }

    [Fact]
    public async Task GetUserAsync_RetryAfterNonsense_SaysNothing()
    {
        _api.Answer(429, "", retryAfter: "soon");
        Assert.Null((await FailAsync()).RetryAfter);
    }

    [Theory]
    [InlineData("""{"errors":[{"message":"secret","code":"key_invalid"},{"code":"other"}]}""", "key_invalid")]
    [InlineData("""{"errors":[{"code":"<script>"}]}""", null)]
    [InlineData("""{"errors":[{"code":5}]}""", null)]
    [InlineData("""{"errors":[{"code":null}]}""", null)]
    [InlineData("""{"errors":[5]}""", null)]
    [InlineData("""{"errors":[]}""", null)]
    [InlineData("""{"errors":{}}""", null)]
    [InlineData("[]", null)]
    [InlineData("<html>", null)]
    [InlineData("{", null)]
    public async Task GetUserAsync_ErrorBody_GivesItsCode(string body, string? code)
    {
        _api.Answer(401, body);
        var failure = await FailAsync();
        Assert.Equal((HttpStatusCode.Unauthorized, code), (failure.Status, failure.Code));
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetUserAsync_ErrorBodyBreaksOff_StillSaysTheStatus()
    {
        using var head = new HeadSignal();
        _api.Server.Answer = async context =>
        {
            (context.Response.StatusCode, context.Response.ContentLength) = (500, 1000);
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            await head.Arrived;
            context.Abort();
        };
        using var http = new HttpClient(head) { BaseAddress = _api.Server.Address };
        Assert.True(SecretKey.TryParse("sk_test_abc", out var key, out _));
        var client = new BackendApiClient(http, key);
        var failure = await Assert.ThrowsAsync<BackendApiException>(() => client.GetUserAsync(Ada, Ct));
        Assert.Equal(HttpStatusCode.InternalServerError, failure.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task GetUserAsync_NotAUser_Fails(string body)
    {
        _api.Answer(200, body);
        Assert.Null((await FailAsync()).Status);
    }

    [Fact]
    public async Task GetUserAsync_AnotherUser_Fails()
    {
        _api.Answer(200, AdasJson.Replace(Ada.Value, "user_other", StringComparison.Ordinal));
        await FailAsync();
    }

    [Fact]
    public async Task GetUserAsync_BodyBeyondTheBound_Fails()
    {
        _api.Answer(200, AdasJson + new string(' ', 1024 * 1024));
        await FailAsync();
    }

    [Fact]
    public async Task GetUserAsync_AnswerBreaksOff_Fails()
    {
        _api.Server.Answer = async context =>
        {
            context.Response.ContentLength = AdasJson.Length;
            await context.Response.WriteAsync(AdasJson[..100]);
            context.Abort();
        };
        await FailAsync();
    }

    // HttpClient's own timeout ends with the head of an answer.
    [Fact]
    public async Task GetUserAsync_BodyNeverEnds_Fails()
    {
        _api.Timeout = TimeSpan.FromMilliseconds(200);
        _api.Server.Answer = async context =>
        {
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        Assert.IsAssignableFrom<OperationCanceledException>((await FailAsync()).InnerException);
    }

    [Theory]
    [InlineData("proxy")]
    [InlineData("proxy/")]
    public async Task GetUserAsync_AddressWithAPath_KeepsIt(string path)
    {
        await using var api = await StubbedBackendApi.StartAsync(path);
        api.Answer(AdasJson);
        Assert.NotNull(await api.Client.GetUserAsync(Ada, Ct));
        Assert.Equal($"/proxy/v1/users/{Ada}", api.Target);
    }

    [Fact]
    public async Task GetUserAsync_NobodyListens_Fails()
    {
        await _api.Server.DisposeAsync();
        Assert.IsType<HttpRequestException>((await FailAsync()).InnerException);
    }

    [Fact]
    public async Task GetUserAsync_Cancelled_IsCancelled()
    {
        using var source = new CancellationTokenSource();
        _api.Server.Answer = async context =>
        {
            await source.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _api.Client.GetUserAsync(Ada, source.Token));
    }

    private Task<BackendApiException> FailAsync() =>
        Assert.ThrowsAsync<BackendApiException>(() => _api.Client.GetUserAsync(Ada, Ct));

    /// <summary>Tells when the head of an answer has arrived.</summary>
    private sealed class HeadSignal() : DelegatingHandler(new SocketsHttpHandler())
    {
        private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Arrived => _arrived.Task;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            _arrived.TrySetResult();
            return response;
        }
    }
}
