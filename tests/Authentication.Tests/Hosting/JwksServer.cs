using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Identity.Authentication.Tests.Hosting;

/// <summary>Clerk's key endpoint, as far as it can fail.</summary>
internal sealed class JwksServer : IAsyncDisposable
{
    public const string SecretKey = "sk_test_c2VjcmV0LW9mLWEtdGVzdA";

    private readonly WebApplication _app;

    private JwksServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/v1/jwks", Answer);
    }

    public int Status { get; set; } = StatusCodes.Status200OK;

    public string? LastAuthorization { get; private set; }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<JwksServer> StartAsync()
    {
        var server = new JwksServer();
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Answer(HttpRequest request)
    {
        LastAuthorization = request.Headers.Authorization;
        return Status == StatusCodes.Status200OK
            ? Results.Text(TokenMint.JsonWebKeySet, "application/json")
            : Results.StatusCode(Status);
    }
}
