using System.Collections.Immutable;
using Identity.Storage.PostgreSql;

namespace Identity.Storage.Tests.PostgreSql;

/// <summary>What some texts tell of all.</summary>
public class TextSampleTests
{
    private static readonly TextSample Sample = new(
        [.. Enumerable.Range(0, 100).Select(i => $"surname{i} née müller{i % 50}")], 1_000_000);

    [Theory]
    [InlineData("surname", 1)]
    [InlineData("surname7 ", 0.01)]
    [InlineData("SURNAME", 0)]
    public void Share_IsThePartOfTheTextsThatHaveIt(string text, double expected) =>
        Assert.Equal(expected, Sample.Share(text));

    [Fact]
    public void Share_NoTexts_IsNothing() => Assert.Equal(0, new TextSample(ImmutableArray<string>.Empty, 10).Share("a"));

    /// <summary>What all have isn't read; of what is for the server's locale to say, nothing is asked.</summary>
    [Theory]
    [InlineData("surname77", "e77")]
    [InlineData("surname", "sur")]
    [InlineData("müller49x", "49x r49")]
    [InlineData("é m", "")]
    [InlineData("su", "")]
    public void RarestTrigrams_OfAText(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Sample.RarestTrigrams(text)));
}
