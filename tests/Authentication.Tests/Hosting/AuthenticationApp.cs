using System.Net.Http.Headers;
using System.Text.Json;
using Identity.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Identity.Authentication.Tests.Hosting;

/// <summary>An application with the Clerk scheme, on a real Kestrel.</summary>
internal sealed class AuthenticationApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AuthenticationApp(WebApplication app, AppSetup setup)
    {
        _app = app;
        Setup = setup;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.Single());
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = Address,
        };
    }

    public AppSetup Setup { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public UserScript Users => Setup.Users;

    public ManualTimeProvider Clock => Setup.Clock;

    public LogCapture Logs => Setup.Logs;

    public TokenMint Mint => Setup.Mint;

    public IServiceProvider Services => _app.Services;

    public static async Task<AuthenticationApp> StartAsync(Action<AppSetup>? change = null)
    {
        var setup = new AppSetup();
        change?.Invoke(setup);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = setup.Environment });
        builder.Configuration.AddInMemoryCollection(setup.Settings);
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(setup.Logs);
        UserGrains.Add(builder.Services, setup.Users);
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin().AllowAnyHeader()));
        builder.Services.AddAuthentication(ClerkDefaults.AuthenticationScheme).AddClerk(options =>
        {
            // Only the scheme's clock stands still; the engine's and the server's go on.
            options.TimeProvider = setup.Clock;
            setup.Configure(options);
        });
        builder.Services.AddAuthorization();
        setup.Services?.Invoke(builder.Services);

        var app = builder.Build();
        if (setup.ExplicitPipeline)
        {
            app.UseExceptionHandler();
            app.UseCors();
            app.UseAuthentication();
            app.UseAuthorization();
        }

        MapEndpoints(app);
        setup.Endpoints?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new AuthenticationApp(app, setup);
    }

    /// <summary>Sends a GET with a bearer token, if there is one.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, string? token = null) => SendAsync(path, request =>
    {
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    });

    /// <summary>Sends a GET with a cookie header.</summary>
    public Task<HttpResponseMessage> GetWithCookieAsync(string path, string cookies) =>
        SendAsync(path, request => request.Headers.TryAddWithoutValidation("Cookie", cookies));

    /// <summary>Sends a GET, changed as wished.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        change(request);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapGet("/public", (CurrentUser? me) => me?.Id.Value ?? "anonymous");
        app.MapGet("/protected", (HttpContext context) => context.GetCurrentUser()?.Id.Value).RequireAuthorization();
        app.MapGet("/me", (CurrentUser me) => me.Id.Value);
        app.MapGet("/admin", () => "admin").RequireAuthorization(policy => policy.RequireRole("org:admin"));
        app.MapGet("/claims", (HttpContext context) =>
            JsonSerializer.Serialize(context.User.Claims.Select(claim => $"{claim.Type}={claim.Value}")));
        app.MapGet("/health/live", () => "live").ShortCircuit();
    }
}
