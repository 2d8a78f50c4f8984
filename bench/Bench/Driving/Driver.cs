using System.Globalization;
using System.Text.Json;
using Identity.Bench.Machine;
using Identity.Testing;

namespace Identity.Bench.Driving;

/// <summary>
/// Sends a plan from a process of its own: wrk, or this program where the machine has no wrk. It waits for each answer
/// on its connection before it sends the next request there.
/// </summary>
internal static class Driver
{
    /// <summary>The argument that makes this program drive.</summary>
    public const string Command = "drive";

    private static readonly string? Wrk = MachineProgram.Find("wrk");
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Driving", "wrk.lua");

    /// <summary>
    /// Sends a plan, over and over, until so many requests were made. wrk leaves out the very first, and doesn't wait
    /// for the last ones.
    /// </summary>
    /// <param name="url">Where to.</param>
    /// <param name="plan">What.</param>
    /// <param name="count">How many.</param>
    /// <param name="connections">How many at a time.</param>
    /// <param name="elsewhere">
    /// Whether it stands for somebody on another machine: then it gets the processors only when nobody else wants them.
    /// </param>
    /// <exception cref="InvalidOperationException">A request was answered with an error.</exception>
    public static async Task<LoadResult> RunAsync(
        Uri url, LoadPlan plan, int count, int connections, bool elsewhere = false)
    {
        string[] numbers = [.. new[] { count, connections }.Select(n => n.ToString(CultureInfo.InvariantCulture))];
        string[] command = Wrk is null
            ? ["dotnet", Environment.GetCommandLineArgs()[0], Command, url.ToString(), plan.Path, .. numbers]
            :
            [
                Wrk, "-t1", $"-c{connections}", "-d300s", "--timeout", "30s", "-s", Script, url.ToString(),
                "--", plan.Path, numbers[0],
            ];
        if (elsewhere) command = ["nice", "-n", "19", .. command];
        var output = await Shell.RunAsync(command[0], command[1..]);
        var line = output.Split('\n').First(text => text.StartsWith('{'));
        var result = JsonSerializer.Deserialize<LoadResult>(line)!;
        return result.Errors == 0 ? result : throw new InvalidOperationException($"{url}: {line}");
    }
}
