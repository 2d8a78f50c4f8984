using System.Diagnostics;
using System.Text.Json;
using Identity.Bench.Measuring;

namespace Identity.Bench.Driving;

/// <summary>Does what wrk does, for machines without it. It takes more of the processors.</summary>
internal static class BuiltInDriver
{
    /// <summary>
    /// <c>drive &lt;url&gt; &lt;file&gt; &lt;count&gt; &lt;connections&gt;</c>: prints what was measured.
    /// </summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var (url, requests) = (new Uri(args[0]), LoadPlan.Read(args[1]));
        var (count, connections) = (int.Parse(args[2], null), int.Parse(args[3], null));
        var latencies = new double[count];
        var (next, errors) = (-1, 0);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => SendAsync()));
        var seconds = watch.Elapsed.TotalSeconds;
        Array.Sort(latencies);
        double At(double share) => Math.Round(Stats.Percentile(latencies, share));
        var result = new LoadResult(count, seconds, errors, At(0.5), At(0.99), At(0.999));
        Console.WriteLine(JsonSerializer.Serialize(result));
        return 0;

        async Task SendAsync()
        {
            using var connection = new RawConnection(url);
            while (Interlocked.Increment(ref next) is var i && i < count)
            {
                var started = Stopwatch.GetTimestamp();
                if (await connection.AskAsync(requests[i % requests.Count]) >= 400) Interlocked.Increment(ref errors);
                latencies[i] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            }
        }
    }
}
