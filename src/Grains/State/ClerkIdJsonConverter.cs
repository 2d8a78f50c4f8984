using System.Text.Json;
using System.Text.Json.Serialization;
using Identity.Clerk.Identifiers;

namespace Identity.Grains.State;

/// <summary>Stores an id as its text.</summary>
internal sealed class ClerkIdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IClerkId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.Parse(reader.GetString() ?? throw new JsonException("Expected an id."));

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
