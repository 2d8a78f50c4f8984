using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace Identity.Bench;

/// <summary>
/// Measures how long single requests take while something else goes on. Each probe has a thread of its own and calls
/// synchronously, so that what the rest of this process does to its thread pool isn't measured.
/// </summary>
internal sealed class Probes(Uri address, IReadOnlyList<string> tokens)
{
    private const int Threads = 4;

    /// <summary>What lies between two requests of a probe.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>Measures until told to stop; gives all latencies in microseconds, sorted.</summary>
    public async Task<double[]> RunAsync(CancellationToken stop)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, Threads).Select(i => Task.Factory.StartNew(
            () => Measure(i, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return [.. all.SelectMany(one => one).Order()];
    }

    /// <summary>The latency that this share of the requests stays within.</summary>
    public static double Percentile(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];

    private List<double> Measure(int probe, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = address };
        var latencies = new List<double>();
        for (var i = probe; !stop.WaitHandle.WaitOne(Pause); i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/identity/whoami");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[i % tokens.Count]);
            var started = Stopwatch.GetTimestamp();
            using var answer = http.Send(request, CancellationToken.None);
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{answer.StatusCode}");
        }
        return latencies;
    }
}
