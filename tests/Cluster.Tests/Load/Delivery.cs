using System.Net;
using Identity.Testing;

namespace Identity.Cluster.Tests.Load;

/// <summary>Messages that are sent until they are taken.</summary>
internal static class Delivery
{
    /// <summary>Sends all of them, so many at a time; what is answered with 503 is sent again, as Svix does.</summary>
    public static Task SendAsync(
        FrontProcess front,
        IEnumerable<(string Id, byte[] Body)> messages,
        int atOnce,
        CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            messages,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (message, ct) =>
            {
                while (await StatusAsync(front, message.Id, message.Body, ct) != HttpStatusCode.OK) { }
            });

    /// <summary>Sends one; the answer is 200 or 503.</summary>
    public static async Task<HttpStatusCode> StatusAsync(
        FrontProcess front, string id, byte[] body, CancellationToken cancellationToken)
    {
        using var answer = await front.DeliverAsync(id, body, cancellationToken);
        Assert.True(
            answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable,
            $"{id}: {answer.StatusCode}\n{front.Output}");
        return answer.StatusCode;
    }
}
