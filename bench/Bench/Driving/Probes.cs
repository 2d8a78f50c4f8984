using System.Diagnostics;
using System.Net;
using System.Text;

namespace Identity.Bench.Driving;

/// <summary>
/// Measures how long single requests take while something else goes on. Each probe has a thread and a connection of its
/// own and calls synchronously, so that what the rest of this process does to its thread pool isn't measured.
/// </summary>
internal sealed class Probes(Uri address, IReadOnlyList<string> tokens)
{
    private const int Threads = 4;

    /// <summary>What lies between two requests of a probe.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly byte[][] _requests =
    [
        .. tokens.Select(token => Encoding.ASCII.GetBytes(
            $"GET /identity/whoami HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n")),
    ];

    /// <summary>Measures until told to stop; gives all latencies in microseconds, sorted.</summary>
    public async Task<double[]> RunAsync(CancellationToken stop)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, Threads).Select(i => Task.Factory.StartNew(
            () => Measure(i, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return [.. all.SelectMany(one => one).Order()];
    }

    private List<double> Measure(int probe, CancellationToken stop)
    {
        using var connection = new RawConnection(address);
        var latencies = new List<double>();
        for (var i = probe; !stop.WaitHandle.WaitOne(Pause); i++)
        {
            var started = Stopwatch.GetTimestamp();
            var status = connection.Ask(_requests[i % _requests.Length]);
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            if (status != (int)HttpStatusCode.OK) throw new InvalidOperationException($"{status}");
        }
        return latencies;
    }
}
