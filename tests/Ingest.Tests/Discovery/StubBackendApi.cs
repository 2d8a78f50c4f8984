using System.Collections.Concurrent;
using System.Globalization;
using Identity.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Identity.Ingest.Tests.Discovery;

/// <summary>
/// Answers <c>GET /v1/users/{id}</c> and writes as a test says, over real HTTP. Its instance has organizations switched off.
/// </summary>
internal sealed class StubBackendApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _asked;
    private int _askedForMemberships;

    private StubBackendApi(WebApplication app) => _app = app;

    public int Asked => Volatile.Read(ref _asked);

    public int AskedForMemberships => Volatile.Read(ref _askedForMemberships);

    public int Status { get; set; } = StatusCodes.Status200OK;

    /// <summary>What it answers to a write: the body.</summary>
    public string Written { get; set; } = "{}";

    /// <summary>The writes that came: methods and paths.</summary>
    public ConcurrentQueue<string> Writes { get; } = new();

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
        app.MapGet("/v1/users/{id}/organization_memberships", () =>
        {
            Interlocked.Increment(ref stub._askedForMemberships);
            return Results.Content("""{"data":[],"total_count":0}""", "application/json");
        });
        app.MapGet("/v1/users", () => Results.Content("[]", "application/json"));
        app.MapGet("/v1/users/count", () => Results.Content("""{"total_count":0}""", "application/json"));
        app.MapGet("/v1/jwks", () => Results.Content("""{"keys":[]}""", "application/json"));
        foreach (var list in new[] { "s", "s/{id}", "_memberships", "_roles", "_permissions", "_invitations", "_domains" })
        {
            app.MapGet($"/v1/organization{list}", () => Results.Content(
                """{"errors":[{"code":"organization_not_enabled_in_instance"}]}""",
                "application/json",
                statusCode: StatusCodes.Status403Forbidden));
        }
        app.MapFallback("{**path}", stub.WriteAsync);
        await app.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task WriteAsync(HttpContext context)
    {
        Writes.Enqueue($"{context.Request.Method} {context.Request.Path}");
        context.Response.StatusCode = Status;
        if (RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        await context.Response.WriteAsync(Written);
    }

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
