using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>An application behind a proxy: it answers with what reached it.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private EchoServer(WebApplication app) => _app = app;

    /// <summary>How many requests reached it.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public Uri Url => new(_app.Urls.Single());

    public static async Task<EchoServer> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.RequestHeaderEncodingSelector = _ => System.Text.Encoding.Latin1);
        var server = new EchoServer(builder.Build());
        server._app.Run(server.EchoAsync);
        await server._app.StartAsync(cancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task EchoAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = new JsonObject();
        foreach (var (name, values) in context.Request.Headers)
            headers[name] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        await context.Response.WriteAsJsonAsync(new JsonObject
        {
            ["method"] = context.Request.Method,
            ["target"] = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            ["headers"] = headers,
            ["bodyLength"] = body.Length,
        });
    }
}

/// <summary>What reached the application.</summary>
internal sealed record Echo(JsonElement Json)
{
    public string Method => Json.GetProperty("method").GetString()!;

    public string Target => Json.GetProperty("target").GetString()!;

    public long BodyLength => Json.GetProperty("bodyLength").GetInt64();

    /// <summary>The header's values, whatever the case of its name; none when it isn't there.</summary>
    public string[] Header(string name) =>
    [
        .. Json.GetProperty("headers").EnumerateObject()
            .Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => header.Value.EnumerateArray().Select(value => value.GetString()!)),
    ];

    public static async Task<Echo> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        new(JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken)).RootElement);

    public static Echo Read(string text) => new(JsonDocument.Parse(text).RootElement);
}
