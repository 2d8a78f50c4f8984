using Identity.Clerk.Webhooks;

namespace Identity.Clerk.Tests.Webhooks;

public sealed class WebhookSigningSecretTests
{
    private const string Text = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Theory]
    [InlineData(Text)]
    [InlineData(" " + Text + "\n")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void TryParse_WithAndWithoutPrefix_IsTheSameKey(string text)
    {
        Assert.True(WebhookSigningSecret.TryParse(text, out var secret, out var error));
        Assert.Null(error);
        Assert.Equal(24, secret.Key.Length);
        Assert.Equal("***", secret.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("whsec_")]
    [InlineData("whsec_*")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS")]
    [InlineData("whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=")]
    [InlineData("whsk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=")]
    public void TryParse_Malformed_SaysWhyWithoutTheText(string? text)
    {
        Assert.False(WebhookSigningSecret.TryParse(text, out var secret, out var error));
        Assert.Null(secret);
        Assert.NotEmpty(error);
        if (text is { Length: > 6 }) Assert.DoesNotContain(text[6..], error, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_VeryLong_IsRefused() =>
        Assert.False(WebhookSigningSecret.TryParse("whsec_" + new string('A', 4096), out _, out _));

    [Fact]
    public void ParseList_Several_KeepsAll() =>
        Assert.Equal(2, WebhookSigningSecret.ParseList($"{Text}  {Text} ").Count);

    [Fact]
    public void ParseList_OneMalformed_SaysWhichAndNotWhat()
    {
        var failure = Assert.Throws<FormatException>(() => WebhookSigningSecret.ParseList($"{Text} whsec_nonsense!"));
        Assert.Contains("2 of 2", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("nonsense", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void ParseList_Nothing_Throws(string text) =>
        Assert.Throws<FormatException>(() => WebhookSigningSecret.ParseList(text));
}
