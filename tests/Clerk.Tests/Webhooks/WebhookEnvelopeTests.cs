using System.Text;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Webhooks;

namespace Identity.Clerk.Tests.Webhooks;

public sealed class WebhookEnvelopeTests
{
    private const string Valid =
        """{"data":{"id":"x"},"instance_id":"ins_1","object":"event","timestamp":1790845200031,"""
        + "\"type\":\"user.created\"}";

    [Fact]
    public void TryRead_Valid_GivesAllOfIt()
    {
        ReadOnlyMemory<byte> body = Encoding.UTF8.GetBytes(Valid);
        Assert.True(WebhookEnvelope.TryRead(body, out var envelope, out var error));
        Assert.Null(error);
        Assert.Equal("user.created", envelope.Type);
        Assert.Equal(InstanceId.Parse("ins_1"), envelope.InstanceId);
        Assert.Equal(1790845200031, envelope.OccurredAt);
        Assert.Equal("""{"id":"x"}""", Encoding.UTF8.GetString(envelope.Data.Span));
        Assert.True(body.Span.Overlaps(envelope.Data.Span));
    }

    [Theory]
    [InlineData("1716883200", 1716883200000)]
    [InlineData("99999999999", 99999999999000)]
    [InlineData("100000000000", 100000000000)]
    [InlineData("1790845200031", 1790845200031)]
    public void TryRead_Timestamp_IsMilliseconds(string timestamp, long expected)
    {
        Assert.True(
            TryRead(Valid.Replace("1790845200031", timestamp, StringComparison.Ordinal), out var envelope, out _));
        Assert.Equal(expected, envelope!.OccurredAt);
    }

    [Theory]
    [InlineData("1790845200031", "0", "timestamp: out of range")]
    [InlineData("1790845200031", "-5", "timestamp: out of range")]
    [InlineData("1790845200031", "1.5", "timestamp: expected an integer")]
    [InlineData("1790845200031", "1e400", "timestamp: expected an integer")]
    [InlineData("1790845200031", "99999999999999999999999", "timestamp: expected an integer")]
    [InlineData("1790845200031", "253402300800000", "timestamp: out of range")]
    [InlineData("1790845200031", "\"1790845200031\"", "timestamp: expected an integer")]
    [InlineData("\"timestamp\":1790845200031,", "", "timestamp: missing")]
    [InlineData("\"ins_1\"", "\"inst_1\"", "instance_id: expected an id that starts with ins_")]
    [InlineData("\"ins_1\"", "null", "instance_id: expected a string")]
    [InlineData("\"instance_id\":\"ins_1\",", "", "instance_id: missing")]
    [InlineData("\"event\"", "\"events\"", "object: expected \"event\"")]
    [InlineData("\"event\"", "null", "object: expected a string")]
    [InlineData("user.created", "user created", "type: not the name of an event")]
    [InlineData("user.created", "", "type: not the name of an event")]
    [InlineData("\"user.created\"", "5", "type: expected a string")]
    [InlineData("user.created", "user.\\u0000", "type: contains NUL")]
    [InlineData("user.created", "user.\\ud800", "type: half a surrogate pair")]
    [InlineData("{\"id\":\"x\"}", "[]", "data: expected an object")]
    [InlineData("{\"id\":\"x\"}", "null", "data: expected an object")]
    [InlineData("\"data\":{\"id\":\"x\"},", "", "data: missing")]
    [InlineData("\"data\":", "\"data\":{},\"data\":", "data: given twice")]
    [InlineData("\"data\":", "\"t\\u0079pe\":\"a\",\"data\":", "type: given twice")]
    public void TryRead_OneThingWrong_SaysWhat(string part, string replacement, string expected)
    {
        Assert.Contains(part, Valid, StringComparison.Ordinal);
        Assert.False(
            TryRead(Valid.Replace(part, replacement, StringComparison.Ordinal), out var envelope, out var error));
        Assert.Null(envelope);
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData(Valid + "x")]
    [InlineData(Valid + Valid)]
    [InlineData("\ufeff" + Valid)]
    [InlineData("// comment\n" + Valid)]
    [InlineData("{'type':'x'}")]
    [InlineData("{\"type\":\"x\",}")]
    [InlineData("{\"type\":NaN}")]
    public void TryRead_NotOneObject_IsRefused(string body)
    {
        Assert.False(TryRead(body, out _, out var error));
        Assert.NotNull(error);
    }

    [Fact]
    public void TryRead_OptionalObjectMissing_IsAccepted() =>
        Assert.True(TryRead(Valid.Replace("\"object\":\"event\",", "", StringComparison.Ordinal), out _, out _));

    [Fact]
    public void TryRead_TypeAtTheLimit_IsTheLastToPass()
    {
        Assert.True(
            TryRead(Valid.Replace("user.created", new string('a', 128), StringComparison.Ordinal), out _, out _));
        Assert.False(
            TryRead(Valid.Replace("user.created", new string('a', 129), StringComparison.Ordinal), out _, out _));
    }

    [Fact]
    public void TryRead_InvalidUtf8_IsRefused()
    {
        var body = Encoding.UTF8.GetBytes(Valid.Replace("\"x\"", "\"~\"", StringComparison.Ordinal));
        body[Array.IndexOf(body, (byte)'~')] = 0xff;
        Assert.False(WebhookEnvelope.TryRead(body, out _, out var error));
        Assert.Equal("not UTF-8", error);
    }

    [Theory]
    [InlineData("[", "")]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "")]
    [InlineData("{\"data\":", "")]
    [InlineData("{\"type\":", "")]
    public void TryRead_DepthBomb_IsRefused(string open, string close)
    {
        var bomb = string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(
            Enumerable.Repeat(close, 100_000));
        Assert.False(TryRead(bomb, out _, out _));
        Assert.False(
            TryRead(Valid.Replace("{\"id\":\"x\"}", $"{{\"id\":{bomb}}}", StringComparison.Ordinal), out _, out _));
    }

    [Fact]
    public void TryRead_NestedAsDeepAsAllowed_IsAccepted()
    {
        string Nested(int depth) =>
            Valid.Replace("\"x\"", new string('[', depth) + new string(']', depth), StringComparison.Ordinal);
        Assert.True(TryRead(Nested(62), out _, out _));
        Assert.False(TryRead(Nested(63), out _, out _));
    }

    private static bool TryRead(string body, out WebhookEnvelope? envelope, out string? error) =>
        WebhookEnvelope.TryRead(Encoding.UTF8.GetBytes(body), out envelope, out error);
}
