using System.Net.Http.Headers;
using System.Text.Json;
using Identity.Testing;

namespace Identity.WebFront.Tests.Operators;

/// <summary>A front with an operator's key, and a client that has it.</summary>
public sealed class OperatorFront : IAsyncLifetime
{
    public const string Key = "an-operator-key-of-more-than-32-characters";

    private readonly FrontSettings _settings = new FrontSettings().With("Operator__Key", $"{new string('o', 32)} {Key}");
    private int _users;

    public FrontProcess Front { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Front = await FrontProcess.StartAsync(_settings);

    /// <summary>An id that no other test uses.</summary>
    public string NewUser() => $"user_o{Interlocked.Increment(ref _users)}";

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? key = Key)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await Front.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>An answer that must be good, as JSON.</summary>
    public async Task<JsonElement> JsonAsync(HttpMethod method, string path)
    {
        using var answer = await SendAsync(method, path);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Sends a webhook, and gives the status that it was answered with.</summary>
    public async Task<string?> DeliverAsync(string id, byte[] body)
    {
        using var answer = await Front.DeliverAsync(id, body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(text).RootElement.GetProperty("status").GetString();
    }

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        _settings.Dispose();
    }
}
