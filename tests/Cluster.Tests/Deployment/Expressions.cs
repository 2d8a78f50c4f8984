using System.Text.Json;
using System.Text.RegularExpressions;
using Identity.Testing;

namespace Identity.Cluster.Tests.Deployment;

/// <summary>What the dashboard and the alerts ask Prometheus.</summary>
internal static partial class Expressions
{
    public const string Dashboard = "deploy/grafana/dashboards/identity.json";
    public const string Rules = "deploy/prometheus/rules/identity.yml";

    // What isn't a metric: functions, operators, and the words before a list of labels.
    private static readonly HashSet<string> Words =
    [
        "abs", "absent", "and", "by", "count", "histogram_quantile", "increase", "max", "min", "on", "or", "rate",
        "sum", "scalar", "timestamp", "unless",
    ];

    /// <summary>The panels of the dashboard that show something.</summary>
    public static JsonElement[] Panels() =>
        [.. JsonDocument.Parse(Checkout.Read(Dashboard)).RootElement.GetProperty("panels").EnumerateArray()];

    /// <summary>The alerts.</summary>
    public static JsonElement[] Alerts() => [.. DeployedYaml.Read(Rules).GetProperty("groups").EnumerateArray()
        .SelectMany(group => group.GetProperty("rules").EnumerateArray())];

    /// <summary>All expressions.</summary>
    public static string[] All() =>
    [
        .. Panels().Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!),
        .. Alerts().Select(alert => alert.GetProperty("expr").GetString()!),
    ];

    /// <summary>The names of metrics in an expression.</summary>
    public static IEnumerable<string> MetricsIn(string expression)
    {
        var bare = Grouping().Replace(Braces().Replace(expression, ""), "");
        return Name().Matches(bare).Select(match => match.Value).Where(name => !Words.Contains(name)).Distinct();
    }

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|""[^""]*""")]
    private static partial Regex Braces();

    [GeneratedRegex(@"\b(by|on|without|ignoring) *\([^)]*\)")]
    private static partial Regex Grouping();

    [GeneratedRegex("[a-zA-Z_][a-zA-Z0-9_]*")]
    private static partial Regex Name();
}
