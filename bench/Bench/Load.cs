using System.Diagnostics;
using System.Net;

namespace Identity.Bench;

/// <summary>Sends requests, so many at a time, and says how many were answered per second.</summary>
internal static class Load
{
    public static async Task<double> RunAsync(HttpClient http, IReadOnlyList<HttpRequestMessage> requests, int concurrency)
    {
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => SendAsync()));
        return requests.Count / watch.Elapsed.TotalSeconds;

        async Task SendAsync()
        {
            while (Interlocked.Increment(ref next) is var i && i < requests.Count)
            {
                using var answer = await http.SendAsync(requests[i]);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    throw new InvalidOperationException($"{requests[i].RequestUri} answered {answer.StatusCode}.");
                }
            }
        }
    }
}
