using System.Text;
using System.Text.Json;
using Identity.Clerk.Json;

namespace Identity.Clerk.Tests.Json;

public sealed class RawJsonTests
{
    private static readonly JsonSerializerOptions SmallBuffers = new() { DefaultBufferSize = 16 };

    [Fact]
    public void Equals_SameBytes_IsTrue()
    {
        var one = RawJson.Copy("""{"a":1}"""u8);
        var same = RawJson.Copy("""{"a":1}"""u8);
        var other = RawJson.Copy("""{"a": 1}"""u8);
        Assert.True(one == same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.True(one != other);
        Assert.False(one.Equals("x"));
    }

    [Fact]
    public void Copy_SourceChanges_Stays()
    {
        byte[] bytes = [.. "[1]"u8];
        var raw = RawJson.Copy(bytes);
        bytes[1] = (byte)'2';
        Assert.Equal("[1]", Encoding.UTF8.GetString(raw.Bytes.Span));
    }

    [Fact]
    public void ToString_Never_ShowsTheBytes() => Assert.Equal("***", RawJson.Copy("\"x\""u8).ToString());

    [Theory]
    [InlineData("""{ "b" : [1.0, 1e5,  "\u00e9é\/"] , "a":null }""")]
    [InlineData("123")]
    [InlineData("\"\\ud800\"")]
    [InlineData("[]")]
    public void Serialize_RoundTrip_KeepsEveryByte(string json)
    {
        var before = new Holder(RawJson.Copy(Encoding.UTF8.GetBytes(json)), 7);
        var text = JsonSerializer.Serialize(before);
        Assert.Contains(json, text, StringComparison.Ordinal);
        Assert.Equal(before, JsonSerializer.Deserialize<Holder>(text));
    }

    [Fact]
    public async Task Deserialize_FromStream_KeepsEveryByte()
    {
        var before = new Holder(RawJson.Copy(TestFiles.Sample("user.created").AsSpan().Trim((byte)'\n')), 7);
        using var stream = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(before));
        var after =
            await JsonSerializer.DeserializeAsync<Holder>(stream, SmallBuffers, TestContext.Current.CancellationToken);
        Assert.Equal(before, after);
    }

    [Fact]
    public void Serialize_Empty_IsNullBothWays()
    {
        Assert.Equal("""{"Raw":null,"Other":0}""", JsonSerializer.Serialize(new Holder(default, 0)));
        Assert.True(JsonSerializer.Deserialize<Holder>("""{"Raw":null}""")!.Raw.IsEmpty);
    }

    private sealed record Holder(RawJson Raw, int Other);
}
