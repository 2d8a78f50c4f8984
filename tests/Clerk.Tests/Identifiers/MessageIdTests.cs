using Identity.Clerk.Identifiers;

namespace Identity.Clerk.Tests.Identifiers;

public sealed class MessageIdTests
{
    [Fact]
    public void TryParse_AtTheLimit_IsTheLastToPass()
    {
        Assert.True(MessageId.TryParse(new string('a', 256), out _));
        Assert.False(MessageId.TryParse(new string('a', 257), out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("ä")]
    [InlineData("a\u007f")]
    public void TryParse_Malformed_IsFalse(string? text) => Assert.False(MessageId.TryParse(text, out _));

    [Fact]
    public void CompareTo_IsOrdinal()
    {
        var (upper, lower) = (MessageId.Parse("msg_B"), MessageId.Parse("msg_a"));
        Assert.True(upper.CompareTo(lower) < 0);
        Assert.Equal(0, upper.CompareTo(MessageId.Parse("msg_B")));
    }
}
