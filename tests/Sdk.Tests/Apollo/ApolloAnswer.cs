using System.Text.Json;

namespace Identity.Sdk.Tests.Apollo;

/// <summary>What an Apollo client got.</summary>
internal sealed class ApolloAnswer(string line)
{
    private readonly JsonElement _json = JsonDocument.Parse(line).RootElement;

    /// <summary>The user; fails when it got an error.</summary>
    public JsonElement Me => _json.TryGetProperty("data", out var data) ? data.GetProperty("me") : throw Unexpected();

    /// <summary>The error's code and reason; fails when it got an answer.</summary>
    public (string? Code, string? Reason) Error => _json.TryGetProperty("error", out var error)
        ? (error.GetProperty("code").GetString(), error.GetProperty("reason").GetString())
        : throw Unexpected();

    private InvalidOperationException Unexpected() => new(line);
}
