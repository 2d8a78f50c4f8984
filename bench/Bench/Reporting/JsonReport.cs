using System.Text.Json;
using Identity.Bench.Measuring;

namespace Identity.Bench.Reporting;

/// <summary>Every value of every round, for programs.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    public static string Write(Report report, IReadOnlyDictionary<string, string> machine, string command) =>
        JsonSerializer.Serialize(
            new
            {
                machine,
                command,
                comparisons = report.Comparisons.Select(comparison => new
                {
                    comparison.Id,
                    comparison.Title,
                    metrics = comparison.Metrics.Select(metric => metric.ToString()),
                    contenders = comparison.Contenders.ToDictionary(
                        name => name,
                        name => comparison.Metrics.Select((_, i) => comparison.Values(name, i).Select(Rounded))),
                }),
                curves = report.Curves.Select(curve => new
                {
                    curve.Id,
                    curve.Title,
                    curve.Unit,
                    curve.Sizes,
                    medians = curve.Names.ToDictionary(
                        name => name, name => curve.Sizes.Select(size => curve.At(name, size))),
                }),
                verdicts = report.Verdicts,
                gaps = report.Gaps,
            },
            Options);

    private static double Rounded(double value) => Math.Round(value, 3);
}
