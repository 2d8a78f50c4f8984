using System.Net.Http.Json;
using System.Text.Json;

namespace Identity.Sdk.Tests.Backend;

/// <summary>A front that forwards writes, and a local Clerk that keeps its webhooks back.</summary>
public sealed class WritingWorld : IAsyncLifetime
{
    public World World { get; } = new(settings => settings.With("Clerk__ForwardWrites", "true"));

    public async ValueTask InitializeAsync()
    {
        await World.InitializeAsync();
        if (!World.IsRunning) return;
        using var held = await World.Clerk.PostAsJsonAsync("/emulator/faults", new { hold_webhooks = true });
        held.EnsureSuccessStatusCode();
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    /// <summary>A new user, of whom the front is told nothing.</summary>
    public async Task<string> SignUpAsync(string firstName)
    {
        var cancel = TestContext.Current.CancellationToken;
        var user = new { first_name = firstName, email_address = $"{Guid.NewGuid():N}@example.com" };
        using var answer = await World.Clerk.PostAsJsonAsync("/emulator/users", user, cancel);
        using var body = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancel));
        return body.RootElement.GetProperty("user").GetProperty("id").GetString()!;
    }
}
