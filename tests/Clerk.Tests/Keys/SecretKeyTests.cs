using Identity.Clerk.Keys;

namespace Identity.Clerk.Tests.Keys;

public sealed class SecretKeyTests
{
    [Theory]
    [InlineData("sk_test_abcDEF123", true)]
    [InlineData(" sk_live_abcDEF123\n", false)]
    public void TryParse_Key_IsKeptAndNeverPrints(string text, bool isTest)
    {
        Assert.True(SecretKey.TryParse(text, out var key, out var error), error);
        Assert.Equal(isTest, key.IsTest);
        Assert.Equal(text.Trim(), key.Reveal());
        Assert.Equal("***", key.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("sk_test_")]
    [InlineData("sk_prod_abc")]
    [InlineData("pk_test_abc")]
    [InlineData("SK_TEST_abc")]
    [InlineData("sk_test_a b")]
    [InlineData("sk_test_a\nb")]
    [InlineData("sk_test_é")]
    public void TryParse_NotAKey_SaysWhyWithoutTheText(string? text)
    {
        Assert.False(SecretKey.TryParse(text, out var key, out var error));
        Assert.Null(key);
        Assert.DoesNotContain("abc", error, StringComparison.Ordinal);
        Assert.NotEmpty(error);
    }

    [Fact]
    public void TryParse_AtTheLimit_IsTheLastToPass()
    {
        Assert.True(SecretKey.TryParse("sk_test_" + new string('a', 248), out _, out _));
        Assert.False(SecretKey.TryParse("sk_test_" + new string('a', 249), out _, out _));
    }

    [Theory]
    [InlineData("sk_test_abc", true)]
    [InlineData("sk_test_abd", false)]
    [InlineData("sk_test_ab", false)]
    [InlineData("sk_test_abcd", false)]
    [InlineData("", false)]
    [InlineData("sk_test_abé", false)]
    public void Matches_Presented_IsExact(string presented, bool expected)
    {
        Assert.True(SecretKey.TryParse("sk_test_abc", out var key, out _));
        Assert.Equal(expected, key.Matches(presented));
    }

    [Fact]
    public void Matches_VeryLong_IsFalse()
    {
        Assert.True(SecretKey.TryParse("sk_test_abc", out var key, out _));
        Assert.False(key.Matches(new string('a', 100_000)));
    }
}
