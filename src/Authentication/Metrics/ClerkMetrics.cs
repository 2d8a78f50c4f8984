using System.Diagnostics.Metrics;
using Identity.Authentication.Unavailability;

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
    private readonly Histogram<double> _resolveDuration;
    private readonly Counter<long> _rejections;
    private readonly Counter<long> _unavailable;

    public ClerkMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(InstrumentNames.Meter);
        _duration = CreateHistogram(meter, InstrumentNames.Duration, "How long it took to know who calls.");
        _resolveDuration = CreateHistogram(
            meter, InstrumentNames.ResolveDuration, "How long the user's grain took to answer.");
        _rejections = meter.CreateCounter<long>(
            InstrumentNames.Rejections, "{request}", "Requests whose credentials were refused.");
        _unavailable = meter.CreateCounter<long>(
            InstrumentNames.Unavailable, "{request}", "Requests of which it couldn't be known who calls.");
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

    /// <summary>Starts the clock for a question to a user's grain, if anybody looks at it.</summary>
    public long StartResolve(TimeProvider clock) => _resolveDuration.Enabled ? clock.GetTimestamp() : Unmeasured;

    /// <summary>Records how long a user's grain took.</summary>
    /// <param name="started">What <see cref="StartResolve"/> gave.</param>
    /// <param name="clock">The clock that gave it.</param>
    /// <param name="atOnce">It was in memory and free; else it was activated first, or busy.</param>
    public void Resolved(long started, TimeProvider clock, bool atOnce)
    {
        if (started == Unmeasured) return;
        _resolveDuration.Record(
            clock.GetElapsedTime(started).TotalSeconds,
            new KeyValuePair<string, object?>(InstrumentNames.ActivationTag, atOnce ? "warm" : "cold"));
    }

    /// <summary>Counts a refusal.</summary>
    public void Reject(string reason)
    {
        if (!_rejections.Enabled) return;
        _rejections.Add(1, new KeyValuePair<string, object?>(InstrumentNames.ReasonTag, reason));
    }

    /// <summary>Counts a request of which it couldn't be known who calls.</summary>
    public void Unavailable(IdentityUnavailableReason reason)
    {
        if (!_unavailable.Enabled) return;
        var name = reason switch
        {
            IdentityUnavailableReason.SigningKeys => "signing-keys",
            IdentityUnavailableReason.Timeout => "timeout",
            IdentityUnavailableReason.BackendApi => "backend-api",
            _ => "user-grain",
        };
        _unavailable.Add(1, new KeyValuePair<string, object?>(InstrumentNames.ReasonTag, name));
    }

    private static Histogram<double> CreateHistogram(Meter meter, string name, string description) =>
        meter.CreateHistogram(
            name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets });
}
