using Identity.Clerk.Webhooks;

namespace Identity.Clerk.Tests.Webhooks;

public sealed class WebhookHeadersTests
{
    [Fact]
    public void Read_BothNames_TakesSvix()
    {
        var headers = Read(("svix-id", "a"), ("svix-timestamp", "1"), ("svix-signature", "s"),
            ("webhook-id", "b"), ("webhook-timestamp", "2"), ("webhook-signature", "t"));
        Assert.Equal(new WebhookHeaders("a", "1", "s"), headers);
    }

    [Fact]
    public void Read_SvixIncomplete_TakesTheStandardOnes()
    {
        var headers = Read(("svix-id", "a"), ("svix-timestamp", "1"), ("svix-signature", " "),
            ("webhook-id", "b"), ("webhook-timestamp", "2"), ("webhook-signature", "t"));
        Assert.Equal(new WebhookHeaders("b", "2", "t"), headers);
    }

    [Fact]
    public void Read_EachHasAPart_IsNeverMixed()
    {
        var headers = Read(("svix-id", "a"), ("webhook-timestamp", "2"), ("webhook-signature", "t"));
        Assert.Equal(new WebhookHeaders("a", null, null), headers);
    }

    [Fact]
    public void Read_WhiteSpace_IsTrimmedAndBlankIsMissing()
    {
        var headers = Read(("svix-id", " a\t"), ("svix-timestamp", "  "), ("svix-signature", ""));
        Assert.Equal(new WebhookHeaders("a", null, null), headers);
    }

    private static WebhookHeaders Read(params (string Name, string Value)[] headers) =>
        WebhookHeaders.Read(name => headers.FirstOrDefault(header => header.Name == name).Value);
}
