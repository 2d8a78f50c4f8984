using System.Text.Json;
using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Control;

/// <summary>Reads a request's JSON object, or says what is wrong with it. No body is an empty object.</summary>
internal static class JsonBody
{
    private const int Deepest = 16;

    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

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
            return IsText(document.RootElement)
                ? (document.RootElement.Clone(), null)
                : (Nothing, Rejection.Malformed("The body has text that is not Unicode."));
        }
        catch (JsonException)
        {
            return (Nothing, Rejection.Malformed($"The body is not JSON, or is nested deeper than {Deepest}."));
        }
    }

    /// <summary>JSON can spell half a surrogate pair, which no string can hold and no one could write on.</summary>
    private static bool IsText(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject()
                    .All(member => member.Name.Length >= 0 && IsText(member.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(IsText),
                JsonValueKind.String => element.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
