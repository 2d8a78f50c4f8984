using System.Diagnostics;
using System.Net;

namespace Identity.Bench;

/// <summary>Sends requests, so many at a time.</summary>
internal static class Load
{
    /// <summary>How many were answered per second.</summary>
    public static async Task<double> RunAsync(HttpClient http, IReadOnlyList<HttpRequestMessage> requests, int concurrency)
    {
        var watch = Stopwatch.StartNew();
        await TimeAsync(http, requests, concurrency);
        return requests.Count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>How long the median answer took, in microseconds.</summary>
    public static async Task<double> MedianAsync(
        HttpClient http, IReadOnlyList<HttpRequestMessage> requests, int concurrency)
    {
        var times = await TimeAsync(http, requests, concurrency);
        Array.Sort(times);
        return times[times.Length / 2].TotalMicroseconds;
    }

    private static async Task<TimeSpan[]> TimeAsync(
        HttpClient http, IReadOnlyList<HttpRequestMessage> requests, int concurrency)
    {
        var times = new TimeSpan[requests.Count];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => SendAsync()));
        return times;

        async Task SendAsync()
        {
            while (Interlocked.Increment(ref next) is var i && i < requests.Count)
            {
                var started = Stopwatch.GetTimestamp();
                using var answer = await http.SendAsync(requests[i]);
                times[i] = Stopwatch.GetElapsedTime(started);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    throw new InvalidOperationException($"{requests[i].RequestUri} answered {answer.StatusCode}.");
                }
            }
        }
    }
}
