using System.Buffers;
using System.Text.Json;
using Identity.Clerk.Json;

namespace Identity.WebFront.ReadApi.Bodies;

/// <summary>Changes some members of a JSON object; all others stay as they are, byte for byte and in their order.</summary>
internal static class ObjectEdit
{
    /// <summary>A value that takes its member out.</summary>
    public static readonly RawJson Nothing;

    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 256 };

    /// <summary>A text as a value.</summary>
    public static RawJson Text(string text) => new(JsonSerializer.SerializeToUtf8Bytes(text));

    /// <summary>A number as a value.</summary>
    public static RawJson Number(long number) => new(JsonSerializer.SerializeToUtf8Bytes(number));

    /// <summary>True or false as a value.</summary>
    public static RawJson Flag(bool flag) => new(JsonSerializer.SerializeToUtf8Bytes(flag));

    /// <summary>A list of texts as a value.</summary>
    public static RawJson Texts(IEnumerable<string> texts) => new(JsonSerializer.SerializeToUtf8Bytes(texts));

    /// <summary>The object with other values, of members that it has and of members that it gets at its end.</summary>
    public static RawJson With(RawJson json, IReadOnlyDictionary<string, RawJson> values)
    {
        var output = new ArrayBufferWriter<byte>(json.Bytes.Length + 256);
        var left = values.Where(value => !value.Value.IsEmpty).Select(value => value.Key).ToHashSet(StringComparer.Ordinal);
        output.Write("{"u8);
        foreach (var (name, value) in MembersOf(json))
        {
            left.Remove(name);
            Add(output, name, values.TryGetValue(name, out var other) ? other : value);
        }

        foreach (var name in values.Keys.Where(left.Contains)) Add(output, name, values[name]);
        output.Write("}"u8);
        return new RawJson(output.WrittenMemory);
    }

    /// <summary>The object's members, in their order.</summary>
    public static IReadOnlyList<KeyValuePair<string, RawJson>> MembersOf(RawJson json)
    {
        var members = new List<KeyValuePair<string, RawJson>>();
        var reader = new Utf8JsonReader(json.Bytes.Span, Deep);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            members.Add(new(name, new RawJson(json.Bytes[start..(int)reader.BytesConsumed])));
        }

        return members;
    }

    /// <summary>A member's value; null when there is no such member, or it is null.</summary>
    public static RawJson? Find(RawJson json, string name)
    {
        foreach (var (found, value) in MembersOf(json))
        {
            if (found == name) return value.Bytes.Span.SequenceEqual("null"u8) ? null : value;
        }

        return null;
    }

    private static void Add(ArrayBufferWriter<byte> output, string name, RawJson value)
    {
        if (value.IsEmpty) return;
        if (output.WrittenCount > 1) output.Write(","u8);
        output.Write(JsonSerializer.SerializeToUtf8Bytes(name));
        output.Write(":"u8);
        output.Write(value.Bytes.Span);
    }
}
