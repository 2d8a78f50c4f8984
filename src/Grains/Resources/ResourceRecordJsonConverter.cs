using System.Text.Json;
using System.Text.Json.Serialization;
using Identity.Clerk.Json;
using Identity.Clerk.Resources;
using Identity.Grains.Merging;

namespace Identity.Grains.Resources;

/// <summary>Stores a resource as <c>[version, kind, raw]</c>; the rest is read from the raw resource again.</summary>
internal sealed class ResourceRecordJsonConverter : JsonConverter<ResourceRecord>
{
    private static readonly RawJsonConverter Raw = new();
    private static readonly EventVersionJsonConverter Version = new();

    public override ResourceRecord Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        var version = Version.Read(ref reader, typeof(EventVersion), options);
        reader.Read();
        var kind = (ResourceKind)reader.GetInt32();
        reader.Read();
        var raw = Raw.Read(ref reader, typeof(RawJson), options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.EndArray) throw new JsonException("Expected the end of a resource.");
        return ClerkResource.TryRead(kind, raw.Bytes.Span, out var resource, out var error)
            ? new ResourceRecord(version, resource)
            : throw new JsonException(error);
    }

    public override void Write(Utf8JsonWriter writer, ResourceRecord value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        Version.Write(writer, value.Version, options);
        writer.WriteNumberValue((int)value.Resource.Kind);
        Raw.Write(writer, value.Resource.Raw, options);
        writer.WriteEndArray();
    }
}
