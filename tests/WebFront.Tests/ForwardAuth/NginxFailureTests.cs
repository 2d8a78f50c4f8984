using System.Net;
using System.Net.Http.Headers;
using Identity.Testing;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>Nobody passes while the front can't say who calls.</summary>
public class NginxFailureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FrontKilled_NothingPasses()
    {
        Gateway.Require();
        using var settings = new FrontSettings();
        await using var front = await FrontProcess.StartAsync(settings);
        await using var gateway = await Gateway.StartAsync(front.Http.BaseAddress!, Cancel);
        var member = await new Member(front, "user_1", "org:admin").SignUpAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, "/orders", member.Token()));

        await front.KillAsync();
        await NothingPassesAsync(gateway, member.Token());
    }

    [Fact]
    public async Task FrontCannotVerify_NothingPasses()
    {
        Gateway.Require();
        using var settings = new FrontSettings()
            .With("CLERK_JWT_KEY", "")
            .With("CLERK_SECRET_KEY", "sk_test_0123456789abcdefghij0123456789abcdefghij12")
            .With("CLERK_API_URL", FreePort.Url().ToString());
        await using var front = await FrontProcess.StartAsync(settings);
        await using var gateway = await Gateway.StartAsync(front.Http.BaseAddress!, Cancel);
        await NothingPassesAsync(gateway, settings.Token("user_1", "sess_1"));
    }

    [Fact]
    public async Task FrontDoesNotTrustNginx_NothingPasses()
    {
        Gateway.Require();
        using var settings = new FrontSettings().With("ForwardAuth__TrustedNetworks", "192.0.2.0/24");
        await using var front = await FrontProcess.StartAsync(settings);
        await using var gateway = await Gateway.StartAsync(front.Http.BaseAddress!, Cancel);
        var member = await new Member(front, "user_1", "org:admin").SignUpAsync(Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(gateway, "/orders", member.Token()));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(gateway, "/public/", member.Token()));
        Assert.Equal(0, gateway.Application.Requests);
        await front.PrintsAsync("127\\.0\\.0\\.0/24, which isn't trusted", Cancel);
    }

    private static async Task NothingPassesAsync(Gateway gateway, string token)
    {
        var before = gateway.Application.Requests;
        foreach (var path in new[] { "/orders", "/public/", "/admin/" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await gateway.Http.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        }
        Assert.Equal(before, gateway.Application.Requests);
    }

    private static async Task<HttpStatusCode> StatusAsync(Gateway gateway, string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await gateway.Http.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
