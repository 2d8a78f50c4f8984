using System.Globalization;
using System.Text;
using Identity.Bench.Measuring;

namespace Identity.Bench.Reporting;

/// <summary>Writes what was measured as tables.</summary>
internal static class MarkdownTables
{
    /// <summary>Medians with their spread; the median of the ratios to the first contender, with theirs.</summary>
    public static string Of(Comparison comparison)
    {
        var text = new StringBuilder();
        var (first, others) = (comparison.Metrics[0], comparison.Metrics.Skip(1));
        text.Append(
            CultureInfo.InvariantCulture, $"| {comparison.Title} | {first}: median (min–max) | ratio (min–max) |");
        foreach (var metric in others) text.Append(CultureInfo.InvariantCulture, $" {metric} |");
        text.Append("\n| --- | ---: | ---: |").Append(string.Concat(others.Select(_ => " ---: |"))).Append('\n');
        foreach (var contender in comparison.Contenders)
        {
            var ratios = comparison.Ratios(contender, comparison.Contenders[0]);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {contender} | {Spread(comparison.Values(contender), Number)} | {Spread(ratios, Ratio)} |");
            for (var i = 1; i < comparison.Metrics.Count; i++)
            {
                var values = comparison.Values(contender, i);
                text.Append(' ').Append(values.Count == 0 ? "" : Number(Stats.Median(values))).Append(" |");
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    /// <summary>The medians by size.</summary>
    public static string Of(Curve curve)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"| {curve.Title} ({curve.Unit}) |");
        foreach (var size in curve.Sizes) text.Append(CultureInfo.InvariantCulture, $" {size:N0} |");
        text.Append(" last ÷ first |\n| --- |")
            .Append(string.Concat(curve.Sizes.Select(_ => " ---: |")))
            .Append(" ---: |\n");
        foreach (var name in curve.Names)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} |");
            foreach (var size in curve.Sizes)
            {
                var value = curve.At(name, size);
                text.Append(CultureInfo.InvariantCulture, $" {(value is null ? "" : Number(value.Value))} |");
            }
            text.Append(CultureInfo.InvariantCulture, $" {Ratio(curve.Growth(name))} |\n");
        }
        return text.ToString();
    }

    public static string Of(IEnumerable<Verdict> verdicts)
    {
        var text = new StringBuilder("| Target | Measured | |\n| --- | ---: | --- |\n");
        foreach (var verdict in verdicts)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {verdict.Target} | {verdict.Measured} | {(verdict.Reached ? "reached" : "**not reached**")} |\n");
        }
        return text.ToString();
    }

    private static string Spread(IReadOnlyList<double> values, Func<double, string> write) => values.Count == 0
        ? ""
        : $"{write(Stats.Median(values))} ({write(values.Min())}–{write(values.Max())})";

    private static string Ratio(double value) => value.ToString("N2", CultureInfo.InvariantCulture);

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) < 10 ? "N2" : "N0", CultureInfo.InvariantCulture);
}
