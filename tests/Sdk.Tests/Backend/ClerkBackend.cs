using System.Text.Json;
using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.Sdk.Tests.Backend;

/// <summary>Clerk's own SDK for back ends, pointed at the cluster or at the local Clerk.</summary>
public sealed class ClerkBackend : IAsyncLifetime
{
    private NodeFolder? _folder;

    public async ValueTask InitializeAsync()
    {
        if (NodeProgram.Obstacle is not null) return;
        _folder = await NodeFolder.CreateAsync("tests/Sdk.Tests/Node", CancellationToken.None);
        foreach (var script in new[] { "calls.mjs", "authenticate.mjs" })
            _folder.Copy("tests/Sdk.Tests/Node/" + script, script);
    }

    /// <summary>What methods give, each called with its arguments.</summary>
    /// <param name="apiUrl">The SDK's one option that changes.</param>
    /// <param name="secretKey">The key.</param>
    /// <param name="calls">Each with the method's name first.</param>
    internal async Task<JsonNode[]> CallAsync(string apiUrl, string secretKey, params object?[][] calls)
    {
        string[] arguments = [apiUrl, secretKey, JsonSerializer.Serialize(calls)];
        return await RunAsync("calls.mjs", arguments);
    }

    /// <summary>What <c>authenticateRequest</c> says of each token, in a header and in a cookie.</summary>
    internal Task<JsonNode[]> AuthenticateAsync(World world, string apiUrl, params string[] tokens) => RunAsync(
        "authenticate.mjs",
        apiUrl,
        world.SecretKey,
        world.Environment["CLERK_PUBLISHABLE_KEY"]!,
        JsonSerializer.Serialize(tokens));

    public ValueTask DisposeAsync()
    {
        _folder?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonNode[]> RunAsync(string script, params string[] arguments)
    {
        var lines = await _folder!.RunAsync(
            script, new Dictionary<string, string?>(), TestContext.Current.CancellationToken, arguments);
        return [.. lines.Select(line => JsonNode.Parse(line)!)];
    }
}
