using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Identity.Testing;

namespace Identity.Cluster.Tests.Load;

/// <summary>Messages that are sent until they are taken.</summary>
internal static class Delivery
{
    /// <summary>How long a message may be refused: what a fault held up rests for up to 30 s in between.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Sends all of them, so many at a time; what is answered with 503 is sent again, as Svix does.</summary>
    public static Task SendAsync(
        FrontProcess front,
        IEnumerable<(string Id, byte[] Body)> messages,
        int atOnce,
        CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            messages,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (message, ct) => await AcknowledgedAsync(front, message.Id, message.Body, ct));

    /// <summary>Sends one until it is acknowledged; gives what became of it.</summary>
    public static async Task<string> AcknowledgedAsync(
        FrontProcess front, string id, byte[] body, CancellationToken cancellationToken)
    {
        var became = "";
        await Patience.UntilAsync(
            async () =>
            {
                using var answer = await front.DeliverAsync(id, body, cancellationToken);
                AssertIsTakenOr503(answer, id, front);
                if (answer.StatusCode != HttpStatusCode.OK) return false;
                var json = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
                became = json.GetProperty("status").GetString()!;
                return true;
            },
            cancellationToken,
            () => $"{id} is answered with 503 again and again:\n{front.Output}",
            Longest);
        return became;
    }

    /// <summary>Sends one; the answer is 200 or 503.</summary>
    public static async Task<HttpStatusCode> StatusAsync(
        FrontProcess front, string id, byte[] body, CancellationToken cancellationToken)
    {
        using var answer = await front.DeliverAsync(id, body, cancellationToken);
        AssertIsTakenOr503(answer, id, front);
        return answer.StatusCode;
    }

    private static void AssertIsTakenOr503(HttpResponseMessage answer, string id, FrontProcess front) => Assert.True(
        answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable,
        $"{id}: {answer.StatusCode}\n{front.Output}");
}
