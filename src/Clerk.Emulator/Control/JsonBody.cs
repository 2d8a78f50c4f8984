using System.Text.Json;
using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Control;

/// <summary>Reads a request's JSON object, or says what is wrong with it. No body is an empty object.</summary>
internal static class JsonBody
{
    private const int Deepest = 16;

    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    private static readonly Rejection NotText = Rejection.Malformed("The body has text that is not Unicode.");

    public static async Task<(JsonElement Body, Rejection? Fault)> ReadAsync(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        // Kestrel's limit bounds this.
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        if (bytes.Length == 0)
            return (Nothing, null);

        try
        {
            using var document = JsonDocument.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return (Nothing, Rejection.Malformed("The body must be a JSON object."));
            ReadText(document.RootElement);
            return (document.RootElement.Clone(), null);
        }
        catch (JsonException)
        {
            return (Nothing, Rejection.Malformed($"The body is not JSON, or is nested deeper than {Deepest}."));
        }
        catch (InvalidOperationException)
        {
            return (Nothing, NotText);
        }
    }

    /// <summary>
    /// Reads every piece of text once. JSON can spell half a surrogate pair, which no string can hold and nobody could
    /// write on; the reader says so with an InvalidOperationException, here and where it compares names.
    /// </summary>
    private static void ReadText(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    ReadText(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    ReadText(item);
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            default:
                break;
        }
    }
}
