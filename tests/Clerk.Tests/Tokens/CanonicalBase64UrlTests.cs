using System.Buffers.Text;
using System.Text;
using Identity.Clerk.Tokens;
using Identity.Testing;

namespace Identity.Clerk.Tests.Tokens;

public sealed class CanonicalBase64UrlTests
{
    [Fact]
    public void TryDecode_EveryShortText_IsCanonicalExactlyIfItComesBack()
    {
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= \n.";
        Span<byte> bytes = stackalloc byte[64];
        for (var i = 0; i < 100_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ =>
                Letters[random.Next(Letters.Length)]));
            var decoded = CanonicalBase64Url.TryDecode(Encoding.ASCII.GetBytes(text), bytes, out var length);
            Assert.Equal(ComesBack(text), decoded);
            if (decoded) Assert.Equal(text, Base64Url.EncodeToString(bytes[..length]));
        }
    }

    [Fact]
    public void TryDecode_TooLittleRoom_IsFalse() =>
        Assert.False(CanonicalBase64Url.TryDecode("AAAA"u8, stackalloc byte[2], out _));

    private static bool ComesBack(string text)
    {
        try
        {
            return Base64Url.EncodeToString(Base64Url.DecodeFromChars(text)) == text;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
