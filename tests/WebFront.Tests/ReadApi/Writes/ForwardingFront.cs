using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Identity.Clerk.Emulator;
using Identity.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Identity.WebFront.Tests.ReadApi.Writes;

/// <summary>A front that forwards writes to the local Clerk, which tells it nothing: no webhook ever comes by itself.</summary>
public sealed class ForwardingFront : IAsyncLifetime
{
    private FrontSettings _settings = null!;
    private string _key = "";

    public IHost Clerk { get; private set; } = null!;

    public FrontProcess Front { get; private set; } = null!;

    /// <summary>The local Clerk itself.</summary>
    public HttpClient AtClerk { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = new EmulatorOptions { Url = new Uri("http://127.0.0.1:0"), StatePath = null, WebhookUrl = null };
        var prepared = ClerkEmulator.Prepare(options);
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddClerkEmulator(options).AddSingleton(prepared);
        Clerk = builder.Build();
        await Clerk.StartAsync(Cancel);
        _key = prepared.SecretKey;
        AtClerk = new HttpClient { BaseAddress = Clerk.Services.GetRequiredService<EmulatorAddress>().Url };
        _settings = new FrontSettings()
            .With("CLERK_JWT_KEY", "")
            .With("CLERK_SECRET_KEY", prepared.SecretKey)
            .With("CLERK_API_URL", prepared.ApiUrl)
            .With("Clerk__ForwardWrites", "true")
            .With("Authentication__Schemes__Clerk__Issuer", prepared.Issuer);
        Front = await FrontProcess.StartAsync(_settings);
    }

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        _settings.Dispose();
        AtClerk.Dispose();
        await Clerk.StopAsync(CancellationToken.None);
        Clerk.Dispose();
    }

    /// <summary>What the front answers to somebody with the key.</summary>
    public Task<(int Status, JsonNode? Body, HttpResponseHeaders Headers)> SendAsync(
        string method, string path, object? body = null) => SendAsync(Front.Http, method, path, body);

    /// <summary>What the local Clerk answers to the same.</summary>
    public Task<(int Status, JsonNode? Body, HttpResponseHeaders Headers)> AskClerkAsync(string path) =>
        SendAsync(AtClerk, "GET", path, null);

    /// <summary>A new user at Clerk, whom the front has heard of by asking.</summary>
    public async Task<string> KnownUserAsync(string firstName)
    {
        var id = await NewUserAsync(firstName);
        var known = await SendAsync("GET", $"/v1/users/{id}");
        Assert.Equal((200, firstName), (known.Status, (string?)known.Body!["first_name"]));
        return id;
    }

    /// <summary>A new user at Clerk.</summary>
    public async Task<string> NewUserAsync(string firstName)
    {
        var user = new { first_name = firstName, email_address = $"{Guid.NewGuid():N}@example.com" };
        using var answer = await AtClerk.PostAsJsonAsync("/emulator/users", user, Cancel);
        var body = JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel));
        return (string)body!["user"]!["id"]!;
    }

    /// <summary>A token of a user.</summary>
    public async Task<string> TokenAsync(string user)
    {
        using var answer = await AtClerk.PostAsync($"/emulator/token/{user}?wait=false", content: null, Cancel);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel);
    }

    /// <summary>How the front answers <c>/identity/me</c> to a token.</summary>
    public async Task<int> MeAsync(string token)
    {
        using var answer = await Front.GetAsync("/identity/me", token, Cancel);
        return (int)answer.StatusCode;
    }

    private async Task<(int Status, JsonNode? Body, HttpResponseHeaders Headers)> SendAsync(
        HttpClient http, string method, string path, object? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var answer = await http.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        return ((int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), answer.Headers);
    }
}
