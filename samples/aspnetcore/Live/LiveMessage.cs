using System.Text.Json;

namespace Identity.Shop.Live;

/// <summary>The one message that a client sends: <c>{"type":"token","token":"…"}</c>.</summary>
internal sealed record LiveMessage(string? Type, string? Token)
{
    /// <summary>The most that is read of a message, in bytes. A token has at most 8192.</summary>
    public const int MaxLength = 9 * 1024;

    /// <summary>The new token; null when it is another message, or none.</summary>
    public static string? ReadToken(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<LiveMessage>(utf8, JsonSerializerOptions.Web) is { Type: "token" } message
                ? message.Token
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
