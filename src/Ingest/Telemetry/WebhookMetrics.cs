using System.Diagnostics;
using System.Diagnostics.Metrics;
using Identity.Clerk.Webhooks;
using Identity.Ingest.Webhooks;
using Identity.Storage.Inbox;

namespace Identity.Ingest.Telemetry;

/// <summary>What happens to webhooks. No tag holds anything of a payload, and each has few values.</summary>
internal sealed class WebhookMetrics
{
    private readonly Counter<long> _tieBroken;
    private readonly Counter<long> _received;
    private readonly Histogram<double> _lag;

    public WebhookMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(InstrumentNames.Meter);
        _received = meter.CreateCounter<long>(
            InstrumentNames.WebhookReceived, "{event}", "Webhook requests, by type and by what became of them.");
        _tieBroken = meter.CreateCounter<long>(
            InstrumentNames.TieBroken, "{event}", "Events that only their messages' ids put in an order.");
        _lag = meter.CreateHistogram<double>(
            InstrumentNames.WebhookLag, "s", "From the event at Clerk to its effect here.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600],
            });
        meter.CreateObservableGauge(
            InstrumentNames.WebhookParked, () => Inbox.Quarantined + Inbox.Foreign, "{event}",
            "Deliveries in quarantine, and another instance's.");
        meter.CreateObservableGauge(
            InstrumentNames.WebhookPending, () => Inbox.Pending, "{event}", "Durable deliveries not yet applied.");
    }

    /// <summary>The inbox as the last sweep found it.</summary>
    public InboxCounts Inbox { get; set; } = new(0, 0, 0, null);

    public void Received(string? type, IntakeStatus status) =>
        _received.Add(1, new TagList { { "type", TypeOf(type) }, { "result", ResultOf(status) } });

    public void Lag(InboxEntry entry, DateTimeOffset now)
    {
        if (!_lag.Enabled) return;
        var lag = (now.ToUnixTimeMilliseconds() - entry.OccurredAt) / 1000.0;
        _lag.Record(Math.Max(0, lag), new KeyValuePair<string, object?>("type", TypeOf(entry.Type)));
    }

    public void TieBroken(string type) => _tieBroken.Add(1, new KeyValuePair<string, object?>("type", TypeOf(type)));

    // The type comes from outside; a tag must have few values.
    private static string TypeOf(string? type) => type is not null && ClerkEventTypes.All.Contains(type) ? type : "other";

    private static string ResultOf(IntakeStatus status) => status switch
    {
        IntakeStatus.Applied => "applied",
        IntakeStatus.Stale => "stale",
        IntakeStatus.Duplicate => "duplicate",
        IntakeStatus.Deferred => "deferred",
        IntakeStatus.Kept => "kept",
        IntakeStatus.Discarded => "discarded",
        IntakeStatus.Quarantined => "parked",
        IntakeStatus.Rejected => "invalid",
        _ => "unavailable",
    };
}
