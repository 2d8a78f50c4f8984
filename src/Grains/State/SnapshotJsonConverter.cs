using System.Text.Json;
using System.Text.Json.Serialization;
using Identity.Clerk.Json;
using Identity.Grains.Merging;

namespace Identity.Grains.State;

/// <summary>
/// Stores a record as its version and the raw resource; everything else is read from that again. So a later release
/// that models more fields has them for users stored by an earlier one.
/// </summary>
internal abstract class SnapshotJsonConverter<T> : JsonConverter<T>
{
    private static readonly RawJsonConverter Raw = new();
    private static readonly EventVersionJsonConverter Version = new();

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        EventVersion? version = null;
        RawJson? raw = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isVersion = reader.ValueTextEquals("version"u8);
            var isRaw = reader.ValueTextEquals("raw"u8);
            reader.Read();
            if (isVersion) version = Version.Read(ref reader, typeof(EventVersion), options);
            else if (isRaw) raw = Raw.Read(ref reader, typeof(RawJson), options);
            else reader.Skip();
        }
        return version is { } v && raw is { } r ? Make(v, r) : throw new JsonException("A stored record is incomplete.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        var (version, raw) = Split(value);
        writer.WriteStartObject();
        writer.WritePropertyName("version"u8);
        Version.Write(writer, version, options);
        writer.WritePropertyName("raw"u8);
        Raw.Write(writer, raw, options);
        writer.WriteEndObject();
    }

    protected abstract T Make(EventVersion version, RawJson raw);

    protected abstract (EventVersion Version, RawJson Raw) Split(T value);
}
