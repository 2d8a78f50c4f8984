using System.Text;
using OpenTelemetry.Metrics;

namespace Identity.Silo.Telemetry;

/// <summary>
/// Prometheus' name of a measure, as the OpenTelemetry specification maps it: dots become underscores, the unit and
/// for counters <c>total</c> come behind.
/// </summary>
internal static class PrometheusName
{
    public static string Of(Metric metric)
    {
        var name = Clean(metric.Name);
        var unit = UnitOf(metric.Unit);
        if (unit.Length > 0 && !name.EndsWith("_" + unit, StringComparison.Ordinal)) name += "_" + unit;
        var counts = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
        return counts && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    /// <summary>The name with everything but letters, digits and underscores replaced.</summary>
    public static string Clean(string name)
    {
        var clean = new StringBuilder(name.Length + 1);
        if (name.Length > 0 && char.IsAsciiDigit(name[0])) clean.Append('_');
        foreach (var c in name) clean.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        return clean.ToString();
    }

    // Units in braces are annotations ({event}) and say nothing to Prometheus.
    private static string UnitOf(string? unit) => unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "1" => "ratio",
        _ => "",
    };
}
