using System.Text;
using System.Text.Json;
using Identity.Clerk.Json;
using Identity.Testing;

namespace Identity.Clerk.Tests.Json;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData(@"plain", false)]
    [InlineData(@"\u0041\n\\\""", false)]
    [InlineData(@"\ud83d\ude00", false)]
    [InlineData(@"\uD83D\uDE00 and more", false)]
    [InlineData(@"\\ud800", false)]
    [InlineData(@"\ud800", true)]
    [InlineData(@"\udc00", true)]
    [InlineData(@"\ud800x", true)]
    [InlineData(@"\ud800\n", true)]
    [InlineData(@"\ud800\u0041", true)]
    [InlineData(@"\ud800\ud800\udc00", true)]
    [InlineData(@"\ud83d\ude00\ud83d", true)]
    [InlineData(@"\\\ud800", true)]
    public void HasLoneSurrogate_EscapedText_AgreesWithTheReader(string escaped, bool expected)
    {
        Assert.Equal(expected, JsonText.HasLoneSurrogate(Encoding.UTF8.GetBytes(escaped)));
        Assert.Equal(expected, ReaderThrows(escaped));
    }

    [Fact]
    public void HasLoneSurrogate_RandomEscapes_AgreesWithTheReader()
    {
        string[] pieces = [@"\ud83d", @"\ude00", @"\uD800", @"\u0041", @"\\", @"\n", "x", "é", @"\""", @"\/"];
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ =>
                pieces[random.Next(pieces.Length)]));
            Assert.Equal(ReaderThrows(text), JsonText.HasLoneSurrogate(Encoding.UTF8.GetBytes(text)));
        }
    }

    private static bool ReaderThrows(string escaped)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"\"{escaped}\""));
        reader.Read();
        try
        {
            reader.GetString();
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
