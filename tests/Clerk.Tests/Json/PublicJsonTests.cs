using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Identity.Clerk.Json;
using Identity.Testing;

namespace Identity.Clerk.Tests.Json;

public sealed class PublicJsonTests
{
    private static readonly string[] Names =
        ["private_metadata", "backup_codes", "a", "public_metadata", "privatemetadata"];

    [Theory]
    [InlineData("""{}""", """{}""")]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("""{"private_metadata":{"x":[1,2]}}""", """{}""")]
    [InlineData("""{ "private_metadata" : 1 , "a" : 2 }""", """{ "a" : 2 }""")]
    [InlineData("""{"a":1, "private_metadata":"x"}""", """{"a":1}""")]
    [InlineData("""{"a":1,"private_metadata":"x","b":2}""", """{"a":1,"b":2}""")]
    [InlineData("""{"private_metadata":1,"backup_codes":[],"a":{"backup_codes":null}}""", """{"a":{}}""")]
    [InlineData("""[{"backup_codes":1},{"b":[{"private_metadata":2,"c":3}]}]""", """[{},{"b":[{"c":3}]}]""")]
    [InlineData("""{"\u0070rivate_metadata":1,"a":"private_metadata"}""", """{"a":"private_metadata"}""")]
    [InlineData("""{"Private_metadata":1}""", """{"Private_metadata":1}""")]
    [InlineData("""{"\ud800":1,"private_metadata":1}""", """{"\ud800":1}""")]
    [InlineData(""" 7 """, """ 7 """)]
    public void Of_Json_LeavesTheRestByteForByte(string json, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(PublicJson.Of(Encoding.UTF8.GetBytes(json)).Bytes.Span));

    [Fact]
    public void Of_RandomJson_EqualsTheOriginalWithoutThoseMembers()
    {
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        for (var i = 0; i < 5000; i++)
        {
            var node = Node(random, 0);
            var options = new JsonSerializerOptions { WriteIndented = random.Next(2) == 0 };
            var json = Encoding.UTF8.GetBytes(node?.ToJsonString(options) ?? "null");
            var actual = JsonNode.Parse(PublicJson.Of(json).Bytes.Span);
            Strip(node);
            Assert.True(JsonNode.DeepEquals(node, actual), Encoding.UTF8.GetString(json));
        }
    }

    [Fact]
    public void FindSecrets_DeepestNesting_IsCut()
    {
        var open = string.Concat(Enumerable.Repeat("""{"a":""", 63));
        var json = Encoding.UTF8.GetBytes($$"""{{open}}{"backup_codes":1}{{new string('}', 63)}}""");
        Assert.Single(PublicJson.FindSecrets(json));
        Assert.DoesNotContain("backup", Encoding.UTF8.GetString(PublicJson.Of(json).Bytes.Span),
            StringComparison.Ordinal);
    }

    [Fact]
    public void FindSecrets_NotJson_Throws() =>
        Assert.ThrowsAny<JsonException>(() => PublicJson.FindSecrets("{"u8));

    [Fact]
    public void Write_CutsFoundOnce_WritesTheSame()
    {
        var json = TestFiles.Sample("user.updated.phone-mfa");
        var output = new ArrayBufferWriter<byte>();
        PublicJson.Write(output, json, PublicJson.FindSecrets(json));
        Assert.True(output.WrittenSpan.SequenceEqual(PublicJson.Of(json).Bytes.Span));
        var text = Encoding.UTF8.GetString(output.WrittenSpan);
        Assert.DoesNotContain("private_metadata", text, StringComparison.Ordinal);
        Assert.DoesNotContain("backup_codes", text, StringComparison.Ordinal);
        Assert.Contains("backup_code_enabled", text, StringComparison.Ordinal);
    }

    private static JsonNode? Node(Random random, int depth) => random.Next(depth > 4 ? 3 : 6) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next()),
        2 => JsonValue.Create(Names[random.Next(Names.Length)]),
        3 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Node(random, depth + 1))]),
        _ => new JsonObject(Names.Where(_ => random.Next(2) == 0).OrderBy(_ => random.Next())
            .Select(name => KeyValuePair.Create(name, Node(random, depth + 1)))),
    };

    private static void Strip(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array) Strip(item);
        }
        else if (node is JsonObject members)
        {
            members.Remove("private_metadata");
            members.Remove("backup_codes");
            foreach (var (_, value) in members) Strip(value);
        }
    }
}
