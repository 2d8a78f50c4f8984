using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Identity.Authentication;
using Identity.Grains.Callers;
using Identity.Testing;
using Identity.WebFront.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Identity.WebFront.Tests.Policies;

/// <summary>An application with policies, the real grains and the real webhooks, in one process on a real database.</summary>
internal sealed class GuardedApp : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly SvixSigner _signer = new();
    private readonly TokenMinter _minter = new();
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private int _messages;

    private GuardedApp(TempFolder folder, IDictionary<string, string?> settings)
    {
        _folder = folder;
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["CLERK_WEBHOOK_SIGNING_SECRET"] = _signer.Secret,
            ["CLERK_JWT_KEY"] = _minter.Pem,
            ["Authentication:Schemes:Clerk:Issuer"] = TokenMinter.Issuer,
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddIdentitySilo();
        builder.Services.AddAuthentication(ClerkDefaults.AuthenticationScheme).AddClerk();
        builder.Services.AddWebhookLimits();
        _app = builder.Build();
        _app.UseExceptionHandler();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.UseCallerContext();
        _app.MapClerkWebhooks("/webhooks/clerk");
        _app.MapGet("/admin", () => "ok").RequireOrganizationRole("org:admin");
        _app.MapGet("/pay", () => "ok").RequireOrganizationPermission("org:invoices:pay");
        _app.MapGet("/pro", () => "ok").RequirePlan("org:pro");
        _app.MapGet("/self", () => "ok").RejectImpersonation();
        _app.MapGet("/diary", (IGrainFactory grains) => grains.GetGrain<IDiaryGrain>("diary").OwnerAsync());
    }

    public static async Task<GuardedApp> StartAsync()
    {
        var folder = new TempFolder();
        var app = new GuardedApp(folder, await TestEngine.SettingsAsync(folder.Combine("identity.db")));
        await app._app.StartAsync(TestContext.Current.CancellationToken);
        app._http.BaseAddress = new Uri(app._app.Urls.Single());
        return app;
    }

    /// <summary>A token that says admin, and the organization's plan is pro, whatever the cluster knows.</summary>
    public string Token(string user, string organization, Action<JsonObject>? change = null) => _minter.Mint(
        user, "sess_" + user, TimeProvider.System.GetUtcNow(), organization, change: claims =>
        {
            claims["pla"] = "o:pro";
            change?.Invoke(claims);
        });

    public async Task<HttpStatusCode> GetAsync(string path, string? token)
    {
        using var response = await SendAsync(path, token);
        return response.StatusCode;
    }

    public async Task<HttpResponseMessage> SendAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Clerk tells something; it is in force when this returns.</summary>
    public async Task TellAsync(string type, JsonObject data, long at)
    {
        using var request = _signer.Request(
            new Uri(_http.BaseAddress!, "/webhooks/clerk"),
            $"msg_{Interlocked.Increment(ref _messages)}",
            ClerkEventJson.Envelope(type, data, at),
            TimeProvider.System.GetUtcNow());
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("applied", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _http.Dispose();
        _minter.Dispose();
        _folder.Dispose();
    }
}
