using System.Net;
using System.Net.Sockets;
using System.Text;
using Identity.Testing;
using Identity.WebFront.Webhooks;

namespace Identity.WebFront.Tests.Webhooks;

/// <summary>More webhooks at once than memory is meant for.</summary>
public class WebhookOverloadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_TooManyAtOnce_Is503WithATimeUntilThereIsRoom()
    {
        using var settings = new FrontSettings();
        await using var front = await FrontProcess.StartAsync(settings);
        var waiting = new List<TcpClient>();
        for (var i = 0; i < WebhookLimits.MaxInFlight; i++) waiting.Add(await BeginAsync(front.Http.BaseAddress!));

        var body = ClerkEventJson.Envelope(
            "user.created", ClerkEventJson.User("user_1", 1_790_845_200_000), 1_790_845_200_000);
        using (var refused = await front.DeliverAsync("msg_1", body, Cancel))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter?.Delta);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        }

        foreach (var client in waiting) client.Dispose();
        var status = HttpStatusCode.ServiceUnavailable;
        await Patience.UntilAsync(
            async () =>
            {
                using var answer = await front.DeliverAsync("msg_1", body, Cancel);
                status = answer.StatusCode;
                return status != HttpStatusCode.ServiceUnavailable;
            },
            Cancel,
            () => front.Output);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    /// <summary>Begins a webhook and holds its body back until the front has asked for it.</summary>
    private static async Task<TcpClient> BeginAsync(Uri front)
    {
        var client = new TcpClient();
        await client.ConnectAsync(front.Host, front.Port, Cancel);
        var stream = client.GetStream();
        var head = $"POST /webhooks/clerk HTTP/1.1\r\nHost: {front.Authority}\r\nContent-Length: 9\r\n"
            + "Expect: 100-continue\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Cancel);
        var answer = new byte["HTTP/1.1 100".Length];
        await stream.ReadExactlyAsync(answer, Cancel);
        Assert.Equal("HTTP/1.1 100", Encoding.ASCII.GetString(answer));
        return client;
    }
}
