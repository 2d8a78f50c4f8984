using System.Diagnostics.Metrics;

namespace Identity.Authentication.Metrics;

/// <summary>Measures authentication. Costs two branches when nobody listens.</summary>
internal sealed class ClerkMetrics
{
    // From 0.25 ms: a warm call takes microseconds, and 250 ms is where the default budget ends.
    private static readonly double[] Buckets =
        [0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

    // A listener may come while a request is under way; what it didn't see begin isn't recorded.
    private const long Unmeasured = long.MinValue;

    private readonly Histogram<double> _duration;
    private readonly Counter<long> _rejections;

    public ClerkMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(InstrumentNames.Meter);
        _duration = meter.CreateHistogram(
            InstrumentNames.Duration,
            "s",
            "How long it took to know who calls.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets });
        _rejections = meter.CreateCounter<long>(
            InstrumentNames.Rejections, "{request}", "Requests whose credentials were refused.");
    }

    /// <summary>Starts the clock, if anybody looks at it.</summary>
    public long Start(TimeProvider clock) => _duration.Enabled ? clock.GetTimestamp() : Unmeasured;

    /// <summary>Records how an authentication ended.</summary>
    /// <param name="started">What <see cref="Start"/> gave.</param>
    /// <param name="clock">The clock that gave it.</param>
    /// <param name="outcome">One of <see cref="AuthenticationOutcome"/>.</param>
    /// <param name="source">Where the credentials were; null when there were none.</param>
    public void Record(long started, TimeProvider clock, string outcome, string? source)
    {
        if (started == Unmeasured) return;
        var seconds = clock.GetElapsedTime(started).TotalSeconds;
        var outcomeTag = new KeyValuePair<string, object?>(InstrumentNames.OutcomeTag, outcome);
        if (source is null) _duration.Record(seconds, outcomeTag);
        else _duration.Record(seconds, outcomeTag, new(InstrumentNames.SourceTag, source));
    }

    /// <summary>Counts a refusal.</summary>
    public void Reject(string reason)
    {
        if (!_rejections.Enabled) return;
        _rejections.Add(1, new KeyValuePair<string, object?>(InstrumentNames.ReasonTag, reason));
    }
}
