using Identity.Clerk.Api;
using Identity.Clerk.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Identity.Clerk.Tests.Api;

/// <summary>A client, and the server that it asks, which answers as a test says.</summary>
internal sealed class StubbedBackendApi : IAsyncDisposable
{
    private readonly HttpClient _http;

    private StubbedBackendApi(KestrelServer server, SecretKey key, string path)
    {
        Server = server;
        _http = new HttpClient { BaseAddress = new Uri(server.Address, path) };
        Client = new BackendApiClient(_http, key);
    }

    public KestrelServer Server { get; }

    public BackendApiClient Client { get; }

    /// <summary>How long the client waits for an answer.</summary>
    public TimeSpan Timeout
    {
        set => _http.Timeout = value;
    }

    /// <summary>Path and query of the last request, byte for byte.</summary>
    public string? Target { get; private set; }

    public static async Task<StubbedBackendApi> StartAsync(string path = "")
    {
        Assert.True(SecretKey.TryParse("sk_test_abc", out var key, out _));
        return new StubbedBackendApi(await KestrelServer.StartAsync(), key, path);
    }

    public void Answer(string body) => Answer(200, body);

    public void Answer(int status, string body, string? retryAfter = null, string? date = null) =>
        Server.Answer = context =>
        {
            Target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
            context.Response.StatusCode = status;
            if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
            if (date is not null) context.Response.Headers.Date = date;
            return body.Length == 0 ? Task.CompletedTask : context.Response.WriteAsync(body);
        };

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _http.Dispose();
    }
}
