using System.Net;
using System.Net.Sockets;
using System.Text;
using Identity.Clerk.Api;
using Identity.Clerk.Keys;
using Microsoft.AspNetCore.Http;

namespace Identity.Clerk.Tests.Api;

public sealed class BackendApiWriterTests : IAsyncLifetime
{
    // Nobody waits so long but where the code is wrong.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private KestrelServer _server = null!;
    private BackendApiWriter _writer = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.True(SecretKey.TryParse("sk_test_abc", out var key, out _));
        _server = await KestrelServer.StartAsync();
        _http.BaseAddress = _server.Address;
        _writer = new BackendApiWriter(_http, key);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
    }

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(401)]
    [InlineData(422)]
    [InlineData(500)]
    public async Task AnyStatus_IsTheAnswer(int status)
    {
        _server.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/v1/elsewhere";
            context.Response.Headers.RetryAfter = "3";
            context.Response.Headers["x-clerk-trace-id"] = "abc";
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("{}");
        };

        var (answer, _) = await _writer.SendAsync(Write(), Ct);

        Assert.Equal((status, "application/json", "3", "abc"), (answer!.Status, answer.ContentType, answer.RetryAfter, answer.TraceId));
        Assert.Equal((TimeSpan.FromSeconds(3), "{}"), (answer.Pause!.Value, Encoding.UTF8.GetString(answer.Body.Span)));
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    public async Task NothingInTheAnswer_IsNothing()
    {
        _server.Answer = context =>
        {
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        };

        var (answer, _) = await _writer.SendAsync(Write(), Ct);

        Assert.Equal((204, 0), (answer!.Status, answer.Body.Length));
        Assert.Null(answer.ContentType ?? answer.RetryAfter ?? answer.TraceId);
        Assert.Null(answer.Pause);
    }

    [Fact]
    public async Task NobodyListens_IsUnreachable()
    {
        await _server.DisposeAsync();
        Assert.Equal((null, BackendApiWriteFailure.Unreachable), await _writer.SendAsync(Write(), Ct));
    }

    [Fact]
    public async Task TooSlow_IsTimedOut()
    {
        _http.Timeout = TimeSpan.FromMilliseconds(50);
        _server.Answer = context => NeverAsync(context);
        Assert.Equal((null, BackendApiWriteFailure.TimedOut), await _writer.SendAsync(Write(), Ct));
    }

    [Fact]
    public async Task BodyNeverEnds_IsTimedOut()
    {
        _http.Timeout = TimeSpan.FromMilliseconds(200);
        _server.Answer = async context =>
        {
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            await NeverAsync(context);
        };
        Assert.Equal((null, BackendApiWriteFailure.TimedOut), await _writer.SendAsync(Write(), Ct));
    }

    [Fact]
    public async Task CallerGoesAway_IsCancelled()
    {
        using var leaving = new CancellationTokenSource();
        _server.Answer = async context =>
        {
            await leaving.CancelAsync();
            await NeverAsync(context);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _writer.SendAsync(Write(), leaving.Token));
    }

    [Fact]
    public async Task ConnectionIsCutInTheMiddle_IsBrokenOff()
    {
        _server.Answer = async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            context.Abort();
        };
        Assert.Equal((null, BackendApiWriteFailure.BrokenOff), await _writer.SendAsync(Write(), Ct));
    }

    [Fact]
    public async Task AnswerIsLongerThanTheBound_IsTooLong()
    {
        _server.Answer = context => context.Response.Body.WriteAsync(new byte[BackendApiWriter.MaxAnswerBytes + 1]).AsTask();
        Assert.Equal((null, BackendApiWriteFailure.TooLong), await _writer.SendAsync(Write(), Ct));
    }

    [Theory]
    [InlineData("POST", "")]
    [InlineData("DELETE", "")]
    [InlineData("PATCH", "{}")]
    public async Task KeptConnectionEndsWithoutAnAnswer_IsNotSentAgain(string method, string body)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var http = new HttpClient { BaseAddress = new Uri($"http://{listener.LocalEndpoint}"), Timeout = Patience };
        Assert.True(SecretKey.TryParse("sk_test_abc", out var key, out _));
        var writer = new BackendApiWriter(http, key);
        var serving = ServeThenHangUpAsync(listener);

        Assert.Equal(200, (await writer.SendAsync(Write(method, body), Ct)).Answer!.Status);
        var second = await writer.SendAsync(Write(method, body), Ct);

        Assert.Equal((null, BackendApiWriteFailure.BrokenOff), second);
        await serving;
        Assert.False(listener.Pending());
    }

    private static Task NeverAsync(HttpContext context) =>
        new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);

    // One connection: answers the first request, reads the second and closes.
    private static async Task ServeThenHangUpAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(Ct);
        var stream = client.GetStream();
        await ReadRequestAsync(stream);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), Ct);
        await ReadRequestAsync(stream);
    }

    private static async Task ReadRequestAsync(NetworkStream stream)
    {
        var text = "";
        var buffer = new byte[4096];
        while (!text.Contains("\r\n\r\n", StringComparison.Ordinal)
            || (text.Contains("Content-Length: 2", StringComparison.Ordinal) && !text.EndsWith("{}", StringComparison.Ordinal)))
        {
            text += Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, Ct));
        }
    }

    private static BackendApiWrite Write(string method = "POST", string body = "{}")
    {
        Assert.True(BackendApiTarget.TryParse("/v1/users", out var target));
        return new BackendApiWrite { Method = method, Target = target, Body = Encoding.UTF8.GetBytes(body) };
    }
}
