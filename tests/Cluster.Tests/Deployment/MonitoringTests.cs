using System.Text.RegularExpressions;
using Identity.Cluster.Tests.Silos;
using Identity.Testing;

namespace Identity.Cluster.Tests.Deployment;

/// <summary>Dashboard and alerts: they ask for what there is, and each alert says what is to be done.</summary>
public sealed partial class MonitoringTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Asked => Expressions.All().SelectMany(Expressions.MetricsIn).Distinct();

    [Fact]
    public void Dashboard_HasItsRows() => Assert.Equal(
        ["Traffic", "Auth outcomes", "Webhooks", "Grains", "Cluster", "Realtime", "Runtime"],
        Expressions.Panels().Where(panel => panel.GetProperty("type").GetString() == "row")
            .Select(panel => panel.GetProperty("title").GetString()));

    [Theory]
    [InlineData("sum by (reason) (rate(identity_x_total{reason=\"y\"}[5m])) / on (instance) up", "identity_x_total,up")]
    [InlineData("histogram_quantile(0.5, sum by (le) (rate(a_bucket[$__rate_interval])))", "a_bucket")]
    public void Expression_NamesAreFound(string expression, string names) =>
        Assert.Equal(names, string.Join(',', Expressions.MetricsIn(expression)));

    [Fact]
    public async Task EveryMetric_IsExposedByAFront()
    {
        Assert.SkipWhen(TestEngine.IsOrleans, TestEngine.EmbeddedOnly);
        var exposed = await ExposedMetrics.OfAFrontAsync(Cancel);
        Assert.Contains("identity_webhook_lag_seconds_bucket", Asked);

        // Prometheus makes "up" itself.
        Assert.Empty(Asked.Where(name => !IsOfOrleans(name) && name != "up").Except(exposed));
    }

    [Fact]
    public async Task EveryMetricOfOrleans_IsExposedByASiloOrAFront()
    {
        await using var cluster = await TestCluster.StartAsync(silos: 1, fronts: 1);
        using (await cluster.Fronts[0].MeAsync("user_1", "sess_1", Cancel)) { }
        var exposed = await ExposedMetrics.NamesAsync(cluster.Silos[0].Http, Cancel);
        var asked = Asked.Where(IsOfOrleans).ToArray();
        Assert.Contains("orleans_catalog_activations", asked);
        Assert.Empty(asked.Except(exposed).Except(await ExposedMetrics.NamesAsync(cluster.Fronts[0].Http, Cancel)));
    }

    [Fact]
    public void EveryAlert_HasARunbookThatIsThere()
    {
        var sections = Heading().Matches(Checkout.Read("docs", "runbooks.md"))
            .Select(match => Anchor(match.Groups[1].Value)).ToArray();
        var alerts = Expressions.Alerts();
        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert =>
        {
            Assert.True(alert.At("labels", "severity").GetString() is "page" or "ticket");
            var (link, name) = (alert.At("annotations", "runbook_url").GetString()!, alert.At("alert").GetString()!);
            Assert.Equal("{{ $externalLabels.runbooks }}#" + Anchor(name), link);
            Assert.Contains(Anchor(name), sections);
        });
    }

    [Fact]
    public void EveryLinkWithinTheRunbooks_LeadsSomewhere()
    {
        var text = Checkout.Read("docs", "runbooks.md");
        var sections = Heading().Matches(text).Select(match => Anchor(match.Groups[1].Value)).ToArray();
        Assert.All(Link().Matches(text), link => Assert.Contains(link.Groups[1].Value, sections));
    }

    [Fact]
    public void Prometheus_ScrapesEveryProgramOfTheComposeFile()
    {
        var targets = DeployedYaml.Read("deploy/prometheus/prometheus.yml").At("scrape_configs").EnumerateArray()
            .SelectMany(job => job.At("static_configs").EnumerateArray())
            .SelectMany(config => config.At("targets").EnumerateArray())
            .Select(target => target.GetString()!.Replace(":8080", "", StringComparison.Ordinal));
        var programs = DeployedYaml.Services().Keys
            .Where(name => name.StartsWith("front", StringComparison.Ordinal)
                || name.StartsWith("silo", StringComparison.Ordinal));
        Assert.Equal(programs.Order(), targets.Order());
    }

    private static bool IsOfOrleans(string name) => name.StartsWith("orleans_", StringComparison.Ordinal);

    private static string Anchor(string heading) => NotInAnchors()
        .Replace(heading.ToLowerInvariant().Replace(' ', '-'), "");

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(#([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("[^a-z0-9-]")]
    private static partial Regex NotInAnchors();
}
