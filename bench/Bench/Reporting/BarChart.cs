using System.Globalization;
using Identity.Bench.Measuring;

namespace Identity.Bench.Reporting;

/// <summary>Contenders as bars: the median of what they are compared by, and its spread.</summary>
internal static class BarChart
{
    private const double Row = 26;
    private const double Top = 44;
    private const double Names = 330;
    private const double Bars = 380;
    private const double Numbers = 90;

    public static string Draw(Comparison comparison)
    {
        var svg = new Svg(Names + Bars + Numbers, Top + (Row * comparison.Contenders.Count) + 8);
        var metric = comparison.Metrics[0];
        svg.Text(0, 16, comparison.Title, weight: "bold");
        svg.Text(0, 34, $"{metric}, median and spread; {(metric.MoreIsBetter ? "more" : "less")} is better");
        var greatest = comparison.Contenders.Max(name => comparison.Values(name).DefaultIfEmpty(0).Max());
        var y = Top;
        foreach (var name in comparison.Contenders)
        {
            var values = comparison.Values(name);
            if (values.Count == 0) continue;
            var (median, scale) = (Stats.Median(values), Bars / greatest);
            svg.Text(Names - 8, y + 14, name, "end");
            var colour = Svg.Colour(name.Contains("this project", StringComparison.Ordinal) ? 0 : 6);
            svg.Box(Names, y + 3, Math.Max(1, median * scale), Row - 10, colour);
            svg.Line(Names + (values.Min() * scale), y + 11, Names + (values.Max() * scale), y + 11, Svg.Colour(1), 2);
            var format = median < 10 ? "N2" : "N0";
            svg.Text(
                Names + (values.Max() * scale) + 6, y + 14, median.ToString(format, CultureInfo.InvariantCulture));
            y += Row;
        }
        return svg.ToString();
    }
}
