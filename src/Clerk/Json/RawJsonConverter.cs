using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Identity.Clerk.Json;

/// <summary>Embeds a <see cref="RawJson"/> in other JSON and takes it out again, byte for byte.</summary>
/// <remarks>An empty value is written as <c>null</c>, and <c>null</c> is read as an empty value.</remarks>
public sealed class RawJsonConverter : JsonConverter<RawJson>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null) return default;
        using var document = JsonDocument.ParseValue(ref reader);
        return RawJson.Copy(JsonMarshal.GetRawUtf8Value(document.RootElement));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options)
    {
        if (value.IsEmpty) writer.WriteNullValue();
        else writer.WriteRawValue(value.Bytes.Span);
    }
}
