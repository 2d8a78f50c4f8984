using System.Text.Json;

namespace Identity.Clerk.Api;

/// <summary>Finds the one thing that is needed in answers that are no resources.</summary>
internal static class BackendApiDocuments
{
    /// <summary>The <c>kid</c> of each key of a JSON Web Key Set (RFC 7517); none when it isn't one.</summary>
    public static string[] KeyIds(ReadOnlyMemory<byte> json) => Find<string[]>(
        json,
        root => [.. root.GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("kid").GetString()!)],
        []);

    /// <summary>The number in <c>{"object":"total_count","total_count":n}</c>; null when it isn't one.</summary>
    public static long? TotalCount(ReadOnlyMemory<byte> json) =>
        Find<long?>(json, root => root.GetProperty("total_count").GetInt64(), null);

    private static TResult Find<TResult>(ReadOnlyMemory<byte> json, Func<JsonElement, TResult> find, TResult otherwise)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return find(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException
            or InvalidOperationException or FormatException)
        {
            return otherwise;
        }
    }
}
