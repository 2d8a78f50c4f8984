using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Identity.Clerk.Emulator.Tests;

/// <summary>The emulator as a host runs it, on a free port.</summary>
internal sealed class RunningEmulator : IAsyncDisposable
{
    private readonly IHost _host;

    private RunningEmulator(IHost host, EmulatorSettings settings)
    {
        _host = host;
        Settings = settings;
        Url = host.Services.GetRequiredService<EmulatorAddress>().Url;
        Http = new HttpClient { BaseAddress = Url };
    }

    public EmulatorSettings Settings { get; }

    public Uri Url { get; }

    public HttpClient Http { get; }

    /// <summary>An emulator in memory that knows nobody, unless told otherwise.</summary>
    public static async Task<RunningEmulator> StartAsync(
        Action<EmulatorOptions>? configure = null, TimeProvider? clock = null, WebhookReceiver? receiver = null)
    {
        var options = new EmulatorOptions
        {
            Url = new Uri("http://127.0.0.1:0"),
            StatePath = null,
            Seed = false,
            WebhookUrl = receiver?.Url,
        };
        configure?.Invoke(options);
        var settings = ClerkEmulator.Prepare(options);
        if (receiver is not null)
            receiver.Secret = settings.WebhookSigningSecret;

        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddClerkEmulator(options);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new RunningEmulator(host, settings);
    }

    public async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await Http.GetStringAsync(path, TestContext.Current.CancellationToken))!;

    public async Task<JsonNode> PostAsync(string path, object? body = null) =>
        await SendAsync(HttpMethod.Post, path, body);

    /// <summary>Sends a change that must succeed.</summary>
    public async Task<JsonNode> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var answer = await AskAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    public async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks the Backend API with the secret key.</summary>
    public async Task<HttpResponseMessage> AskBackendAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Settings.SecretKey);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>What the Backend API answers, which must be a success in Clerk's form.</summary>
    public async Task<JsonNode> BackendAsync(string path)
    {
        using var answer = await AskBackendAsync(path);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("application/json", answer.Content.Headers.NonValidated["Content-Type"].ToString());
        return JsonNode.Parse(text)!;
    }

    /// <summary>The one error of a refusal by the Backend API.</summary>
    public async Task<JsonNode> BackendErrorAsync(string path, int status)
    {
        using var answer = await AskBackendAsync(path);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("application/json", answer.Content.Headers.NonValidated["Content-Type"].ToString());
        return Assert.Single(JsonNode.Parse(text)!["errors"]!.AsArray())!;
    }

    public async Task<string> TokenAsync(string path)
    {
        using var answer = await Http.PostAsync(path, content: null, TestContext.Current.CancellationToken);
        Assert.Equal("text/plain", answer.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Makes a user and returns their id.</summary>
    public async Task<string> UserAsync(string username, bool wait = false)
    {
        var answer = await PostAsync(
            $"/emulator/users?wait={(wait ? "true" : "false")}",
            new
            {
                username,
                email_address = $"{username}@northwind.example",
                first_name = "Noor",
                last_name = "Haddad",
            });
        return (string)answer["user"]!["id"]!;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
