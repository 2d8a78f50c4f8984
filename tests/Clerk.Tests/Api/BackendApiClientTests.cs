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
    private HttpClient _http = null!;
    private KestrelServer _server = null!;
    private BackendApiClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.True(SecretKey.TryParse("sk_test_abc", out var secret, out _));
        _server = await KestrelServer.StartAsync();
        _http = new HttpClient { BaseAddress = _server.Address };
        _client = new BackendApiClient(_http, secret);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
    }

    [Fact]
    public async Task GetUserAsync_Found_IsTheUser()
    {
        var (path, authorization, version) = ("", "", "");
        _server.Answer = context =>
        {
            (path, authorization) = (context.Request.Path, context.Request.Headers.Authorization.ToString());
            version = context.Request.Headers["Clerk-API-Version"].ToString();
            return context.Response.WriteAsync($" {AdasJson}\n");
        };
        var user = await _client.GetUserAsync(Ada, Ct);
        Assert.Equal(Ada, user!.Id);
        Assert.Equal("Ada", user.FirstName);
        Assert.Equal(AdasJson, Encoding.UTF8.GetString(user.Raw.Bytes.Span));
        Assert.Equal(($"/v1/users/{Ada}", "Bearer sk_test_abc", "2025-11-10"), (path, authorization, version));
    }

    [Fact]
    public async Task GetUserAsync_NotFound_IsNull()
    {
        Answer(404, """{"errors":[]}""");
        Assert.Null(await _client.GetUserAsync(Ada, Ct));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(500)]
    public async Task GetUserAsync_OtherStatus_SaysWhich(int status)
    {
        Answer(status, "");
        var failure = await FailAsync();
        Assert.Equal((HttpStatusCode)status, failure.Status);
        Assert.Null(failure.RetryAfter);
        Assert.DoesNotContain("sk_test", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetUserAsync_TooManyRequests_SaysHowLongToWait()
    {
        _server.Answer = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "7";
            return Task.CompletedTask;
        };
        var failure = await FailAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, failure.Status);
        Assert.Equal(TimeSpan.FromSeconds(7), failure.RetryAfter);
        Assert.Equal(1, _server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task GetUserAsync_NotAUser_Fails(string body)
    {
        Answer(200, body);
        Assert.Null((await FailAsync()).Status);
    }

    [Fact]
    public async Task GetUserAsync_AnotherUser_Fails()
    {
        Answer(200, AdasJson.Replace(Ada.Value, "user_other", StringComparison.Ordinal));
        await FailAsync();
    }

    [Fact]
    public async Task GetUserAsync_BodyBeyondTheBound_Fails()
    {
        Answer(200, AdasJson + new string(' ', 1024 * 1024));
        await FailAsync();
    }

    [Fact]
    public async Task GetUserAsync_AnswerBreaksOff_Fails()
    {
        _server.Answer = async context =>
        {
            context.Response.ContentLength = AdasJson.Length;
            await context.Response.WriteAsync(AdasJson[..100]);
            context.Abort();
        };
        await FailAsync();
    }

    [Fact]
    public async Task GetUserAsync_NobodyListens_Fails()
    {
        await _server.DisposeAsync();
        Assert.IsType<HttpRequestException>((await FailAsync()).InnerException);
    }

    [Fact]
    public async Task GetUserAsync_Cancelled_IsCancelled()
    {
        using var source = new CancellationTokenSource();
        _server.Answer = async context =>
        {
            await source.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client.GetUserAsync(Ada, source.Token));
    }

    private void Answer(int status, string body) => _server.Answer = context =>
    {
        context.Response.StatusCode = status;
        return body.Length == 0 ? Task.CompletedTask : context.Response.WriteAsync(body);
    };

    private Task<BackendApiException> FailAsync() =>
        Assert.ThrowsAsync<BackendApiException>(() => _client.GetUserAsync(Ada, Ct));
}
