using Identity.Ingest.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.WebFront.Tests.Webhooks;

/// <summary>Whom webhooks make room for.</summary>
public class UserTrafficTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/identity/whoami", true)]
    [InlineData("/auth/request", true)]
    [InlineData("/nowhere", true)]
    [InlineData("/webhooks/clerk", false, "POST")]
    [InlineData("/health/ready", false)]
    [InlineData("/metrics", false)]
    public async Task Request_OfAUser_IsNoted_AndNoOther(string path, bool isUsers, string method = "GET")
    {
        await using var front = await HostedFront.CreateAsync();
        using var client = front.CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await client.SendAsync(request, Cancel);
        Assert.Equal(isUsers, front.Services.GetRequiredService<UserTraffic>().IsRecent);
    }
}
