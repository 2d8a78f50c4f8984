using System.Text;
using Identity.Storage.PostgreSql;

namespace Identity.Storage.Tests.PostgreSql;

public sealed class OrleansHashTests
{
    // Published values of xxHash with seed 0.
    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("a", 0x550D7456u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("0123456789abcdef", 0xC2C45B69u)]
    [InlineData("I want an unsigned 32-bit seed!", 0xF7A35AF8u)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void XxHash32_KnownInput_GivesThePublishedValue(string text, uint expected) =>
        Assert.Equal(expected, XxHash32.Hash(Encoding.UTF8.GetBytes(text)));

    // Computed with System.IO.Hashing the way Orleans 10 does (StableHash, AdoGrainKey).
    [Theory]
    [InlineData("user", -1581452166, -1299872138)]
    [InlineData("user_29w83sxmDNGwOuEthce5gg56FcC", 116341473, 1937751193)]
    [InlineData("org_1", 1328013383, 1362556238)]
    [InlineData("Größe_ß", -1903287768, -1550842836)]
    public void OrleansHash_KnownInput_GivesWhatOrleansComputes(string text, int asType, int asKey)
    {
        Assert.Equal(asType, OrleansHash.OfType(text));
        Assert.Equal(asKey, OrleansHash.OfKey(text));
    }
}
