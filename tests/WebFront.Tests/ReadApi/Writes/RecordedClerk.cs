using System.Text;
using Identity.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Identity.WebFront.Tests.ReadApi.Writes;

/// <summary>A Clerk of the live kind, which answers every write with the same and keeps what it got; and a front for it.</summary>
public sealed class RecordedClerk : IAsyncLifetime
{
    public const string Key = "sk_live_bm90aGluZ29mY2xlcmtz";

    private WebApplication _app = null!;
    private FrontSettings _settings = null!;
    private volatile SentRequest? _last;

    public FrontProcess Front { get; private set; } = null!;

    /// <summary>The last request; null when none came since <see cref="Forget"/>.</summary>
    public SentRequest? Last => _last;

    public string Authority => new Uri(_app.Urls.Single()).Authority;

    public void Forget() => _last = null;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
        _settings = new FrontSettings()
            .With("CLERK_SECRET_KEY", Key)
            .With("CLERK_API_URL", _app.Urls.Single())
            .With("Clerk__FetchUnknownUsers", "false")
            .With("Clerk__ForwardWrites", "true");
        Front = await FrontProcess.StartAsync(_settings);
    }

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        _settings.Dispose();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        _last = new SentRequest(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            [.. context.Request.Headers.Select(h => $"{h.Key}: {h.Value}").Order(StringComparer.Ordinal)],
            body);
        context.Response.StatusCode = StatusCodes.Status418ImATeapot;
        context.Response.ContentType = "application/x-teapot";
        context.Response.Headers.RetryAfter = "7";
        context.Response.Headers["x-clerk-trace-id"] = "0123456789abcdef";
        context.Response.Headers["X-Internal"] = "1";
        context.Response.Headers.SetCookie = "__cf=1; Path=/";
        await context.Response.WriteAsync("short and stout");
    }
}
