using System.Text.Json;
using System.Text.Json.Serialization;
using Identity.Clerk.Identifiers;

namespace Identity.Grains.Merging;

/// <summary>Stores a version as <c>[updated_at, occurred_at, rank, "message"]</c>: there are many, and they are small.</summary>
internal sealed class EventVersionJsonConverter : JsonConverter<EventVersion>
{
    public override EventVersion Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        var updatedAt = reader.GetInt64();
        reader.Read();
        var occurredAt = reader.GetInt64();
        reader.Read();
        var rank = (EventRank)reader.GetByte();
        reader.Read();
        var message = MessageId.Parse(reader.GetString()!);
        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray
            ? new EventVersion(updatedAt, occurredAt, rank, message)
            : throw new JsonException("Expected the end of a version.");
    }

    public override void Write(Utf8JsonWriter writer, EventVersion value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.UpdatedAt);
        writer.WriteNumberValue(value.OccurredAt);
        writer.WriteNumberValue((byte)value.Rank);
        writer.WriteStringValue(value.Message.Value);
        writer.WriteEndArray();
    }
}
