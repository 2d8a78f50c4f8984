using System.Text.Json;
using Identity.Bench.Machine;
using Identity.Bench.Measuring;
using Identity.Bench.Runs;

namespace Identity.Bench.Micro;

/// <summary>Single operations, by BenchmarkDotNet in a process of its own: bench/Micro.</summary>
internal static class MicroScenario
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Identity.Micro.dll");

    private static readonly (string Group, string Title, string Note)[] Groups =
    [
        ("TokenBenchmarks", "The verification of a session token", "All of the same token, signed with RS256."),
        ("WebhookBenchmarks", "The check of a webhook's signature", "The body has about a kilobyte."),
        ("GrainBenchmarks", "A user's grain", "The user has a name, an e-mail address and metadata."),
    ];

    public static async Task RunAsync(Run run)
    {
        var file = Path.GetTempFileName();
        try
        {
            await Shell.RunAsync("dotnet", Program, $"--json={file}");
            var results = JsonSerializer.Deserialize<List<MicroResult>>(await File.ReadAllTextAsync(file))!;
            foreach (var (group, title, note) in Groups)
            {
                var comparison = new Comparison(
                    $"micro-{group.Replace("Benchmarks", "", StringComparison.Ordinal).ToLowerInvariant()}",
                    title,
                    note,
                    new Metric("mean", "ns"), new Metric("allocated", "B"));
                foreach (var result in results.Where(r => r.Group == group))
                    comparison.Add(result.Name, result.Nanoseconds, result.Bytes);
                run.Report.Add(comparison);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }
}
