using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Identity.WebFront.ReadApi;

/// <summary>How often the API is asked for what, and how long that takes.</summary>
internal sealed class ReadApiMetrics(IMeterFactory meters, TimeProvider clock)
{
    private readonly Histogram<double> _duration = meters.Create("Identity.WebFront").CreateHistogram<double>(
        "identity.read_api.duration",
        "s",
        "Answers in the manner of Clerk's Backend API, by route and by status.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.00025, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
        });

    /// <summary>The moment at which a request came.</summary>
    public long Start() => clock.GetTimestamp();

    public void Answered(HttpContext context, long started)
    {
        if (!_duration.Enabled) return;

        // The pattern, not the path: a tag must have few values.
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        _duration.Record(
            clock.GetElapsedTime(started).TotalSeconds,
            new TagList { { "route", route }, { "status_class", $"{context.Response.StatusCode / 100}xx" } });
    }
}
