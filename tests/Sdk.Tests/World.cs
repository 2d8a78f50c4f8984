using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Identity.Testing;

[assembly: AssemblyFixture(typeof(Identity.Sdk.Tests.World))]

namespace Identity.Sdk.Tests;

/// <summary>A front as a newcomer starts it, with the local Clerk and its invented users, and the keys of both.</summary>
public sealed class World : IAsyncLifetime
{
    private const int Attempts = 5;

    private readonly Action<FrontSettings> _configure;
    private FrontSettings _settings = null!;
    private FrontProcess? _front;
    private Dictionary<string, string?> _keys = [];

    public World() : this(_ => { })
    {
    }

    internal World(Action<FrontSettings> configure)
    {
        _configure = configure;
        ChooseAddresses();
    }

    /// <summary>The local Clerk: its users, its faults and its own Backend API.</summary>
    public HttpClient Clerk { get; private set; } = null!;

    public FrontProcess Front => _front!;

    /// <summary>Whether there is a front: everything that it wants was found.</summary>
    public bool IsRunning => _front is not null;

    /// <summary>The front's address.</summary>
    public string Url => Address(Front.Http);

    /// <summary>The local Clerk's address.</summary>
    public string ClerkUrl => Address(Clerk);

    /// <summary>The key of the Backend API, the local Clerk's and the cluster's.</summary>
    public string SecretKey => _keys["CLERK_SECRET_KEY"]!;

    /// <summary>What a program beside the front sets: Clerk's keys, and where the cluster is.</summary>
    public Dictionary<string, string?> Environment => new(_keys) { ["IDENTITY_URL"] = Url };

    private string? Obstacle => _settings.HasEmulator ? NodeProgram.Obstacle : FrontSettings.NoEmulator;

    /// <summary>Skips the test where it can't run; on a build server only for want of the emulator.</summary>
    public void Require() => Assert.SkipWhen(
        Obstacle is not null && (!_settings.HasEmulator || MachineProgram.MayBeMissing), Obstacle ?? "");

    public async ValueTask InitializeAsync()
    {
        if (Obstacle is not null) return;
        _front = await StartAsync();
        await _front.PrintsAsync("Bearer ey", CancellationToken.None);
        var lines = await File.ReadAllLinesAsync(Path.Combine(_settings.Folder, "data", "clerk.env"));
        _keys = lines.Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], string? (pair) => pair[1]);
    }

    /// <summary>A token of a user's session; signs in if need be.</summary>
    public async Task<string> TokenAsync(string user, string? organization = null)
    {
        var query = organization is null ? "" : "?organization_id=" + organization;
        using var answer = await Clerk.PostAsync($"/emulator/token/{user}{query}", content: null, Cancel);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel);
    }

    /// <summary>Signs a new user up, whom no other test knows; gives the id.</summary>
    public async Task<string> SignUpAsync(string firstName)
    {
        var user = await SendAsync(HttpMethod.Post, "/emulator/users", new
        {
            first_name = firstName,
            email_address = $"{Guid.NewGuid():N}@example.com",
        });
        return user.GetProperty("user").GetProperty("id").GetString()!;
    }

    /// <summary>Changes something at Clerk, and waits until the front has taken the webhook.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null)
    {
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        using var request = new HttpRequestMessage(method, $"{path}{separator}wait=true");
        if (body is not null) request.Content = JsonContent.Create(body);
        using var answer = await Clerk.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>What the local Clerk's own Backend API answers.</summary>
    public async Task<JsonElement> ClerkAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SecretKey);
        using var answer = await Clerk.SendAsync(request, Cancel);
        return JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel)).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        if (_front is not null) await _front.DisposeAsync();
        _settings.Dispose();
        Clerk.Dispose();
    }

    private async Task<FrontProcess> StartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await FrontProcess.StartAsync(_settings);
            }
            catch (InvalidOperationException exception) when (
                attempt < Attempts && exception.Message.Contains("address already in use", StringComparison.Ordinal))
            {
                // The emulator must know the front's address before either listens, and somebody else was faster.
                _settings.Dispose();
                Clerk.Dispose();
                ChooseAddresses();
            }
        }
    }

    private void ChooseAddresses()
    {
        Clerk = new HttpClient { BaseAddress = FreePort.Url() };
        _settings = new FrontSettings { Keyless = true, Url = FreePort.Url() }
            .With("Emulator__Url", Clerk.BaseAddress.ToString());
        _configure(_settings);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Address(HttpClient http) => http.BaseAddress!.GetLeftPart(UriPartial.Authority);
}
