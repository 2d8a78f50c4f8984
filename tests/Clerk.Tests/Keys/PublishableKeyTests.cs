using System.Text;
using Identity.Clerk.Keys;

namespace Identity.Clerk.Tests.Keys;

public sealed class PublishableKeyTests
{
    [Theory]
    [InlineData("pk_live_Y2xlcmsuY2xlcmsuZGV2JA", "clerk.clerk.dev", false, "1Z8AzTQD")]
    [InlineData("pk_test_Y2xlcmsuY2xlcmsuZGV2JA", "clerk.clerk.dev", true, "QvfNY2dr")]
    [InlineData("pk_live_ZmFrZS1jbGVyay10ZXN0LmNsZXJrLmFjY291bnRzLmRldiQ=", "fake-clerk-test.clerk.accounts.dev", false,
        "qReyu04C")]
    [InlineData("pk_live_ZmFrZS1jbGVyay10ZXN0LmNsZXJrLmFjY291bnRzLmRldiQ", "fake-clerk-test.clerk.accounts.dev", false,
        "GptbXqnu")]
    public void TryParse_Known_GivesHostAndSuffix(string text, string host, bool isTest, string suffix)
    {
        Assert.True(PublishableKey.TryParse($" {text}\n", out var key, out var error), error);
        Assert.Equal(host, key.FrontendApi);
        Assert.Equal($"https://{host}", key.Issuer);
        Assert.Equal(isTest, key.IsTest);
        Assert.Equal(suffix, key.CookieSuffix);
        Assert.Equal(text, key.Text);
        Assert.Equal(text, key.ToString());
    }

    [Theory]
    [InlineData("127.0.0.1:5300$", "127.0.0.1:5300")]
    [InlineData("localhost:5300$", null)]
    [InlineData("clerk.example.com", null)]
    [InlineData("clerk.example.com$x", null)]
    [InlineData("clerk.example.com$$", null)]
    [InlineData("$", null)]
    [InlineData("", null)]
    [InlineData("clerk.example.com/path$", null)]
    [InlineData("user@clerk.example.com$", null)]
    [InlineData("clerk.exämple.com$", null)]
    [InlineData("clerk.example.com\n$", null)]
    public void TryParse_Host_HasADotAndEndsInADollar(string decoded, string? expected)
    {
        var text = "pk_test_" + Convert.ToBase64String(Encoding.UTF8.GetBytes(decoded));
        Assert.Equal(expected is not null, PublishableKey.TryParse(text, out var key, out var error));
        Assert.Equal(expected, key?.FrontendApi);
        Assert.Equal(expected is null, error is not null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pk_")]
    [InlineData("pk_test_")]
    [InlineData("pk_test_A")]
    [InlineData("pk_test_!!!!")]
    [InlineData("pk_prod_Y2xlcmsuY2xlcmsuZGV2JA")]
    [InlineData("PK_TEST_Y2xlcmsuY2xlcmsuZGV2JA")]
    [InlineData("sk_test_Y2xlcmsuY2xlcmsuZGV2JA")]
    [InlineData("pk_test_Y2xlcmsuY2 xlcmsuZGV2JA")]
    public void TryParse_NotAKey_SaysWhy(string? text)
    {
        Assert.False(PublishableKey.TryParse(text, out _, out var error));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void TryParse_EveryLength_NeverThrows()
    {
        for (var length = 0; length < 700; length++)
            Assert.False(PublishableKey.TryParse("pk_test_" + new string('A', length), out _, out _));
    }

    [Fact]
    public void TryParse_LongHost_IsRefused()
    {
        var text = "pk_test_" + Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('a', 270) + ".b$"));
        Assert.False(PublishableKey.TryParse(text, out _, out _));
    }
}
