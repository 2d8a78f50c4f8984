using System.Globalization;
using Identity.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Identity.Ingest.Tests.Discovery;

/// <summary>Answers <c>GET /v1/users/{id}</c> as a test says, over real HTTP.</summary>
internal sealed class StubBackendApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _asked;

    private StubBackendApi(WebApplication app) => _app = app;

    public int Asked => Volatile.Read(ref _asked);

    public int Status { get; set; } = StatusCodes.Status200OK;

    public int? RetryAfterSeconds { get; set; }

    /// <summary>Answers wait for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public Uri Url => new(_app.Urls.Single());

    public static async Task<StubBackendApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var stub = new StubBackendApi(app);
        app.MapGet("/v1/users/{id}", stub.AnswerAsync);
        await app.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(string id, HttpContext context)
    {
        Interlocked.Increment(ref _asked);
        if (Gate is { } gate) await gate.Task;
        context.Response.StatusCode = Status;
        if (RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        if (Status == StatusCodes.Status200OK)
        {
            await context.Response.WriteAsync(ClerkEventJson.User(id, 1_790_845_200_000).ToJsonString());
        }
    }
}
