using System.Buffers;
using System.Text.Json;

namespace Identity.WebFront.ForwardAuth.Assertions;

/// <summary>Writes the public halves of keys as a JWK set.</summary>
internal static class AssertionJwks
{
    public static ReadOnlyMemory<byte> Write(IEnumerable<AssertionKey> keys)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteStartArray("keys");
        foreach (var key in keys)
        {
            json.WriteStartObject();
            json.WriteString("kty", "EC");
            json.WriteString("crv", "P-256");
            json.WriteString("x", key.X);
            json.WriteString("y", key.Y);
            json.WriteString("use", "sig");
            json.WriteString("alg", AssertionWriter.Algorithm);
            json.WriteString("kid", key.Id);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return output.WrittenMemory;
    }
}
