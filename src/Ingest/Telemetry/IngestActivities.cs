using System.Diagnostics;

namespace Identity.Ingest.Telemetry;

/// <summary>The steps of an event's way as traces. When nobody listens, each costs a comparison with null.</summary>
/// <remarks>The tests that kill processes at a step find it by these names.</remarks>
internal static class IngestActivities
{
    private const string BatchSize = "identity.batch.size";

    private static readonly ActivitySource Source = new(InstrumentNames.Meter);

    /// <summary>Signature and envelope of one webhook.</summary>
    public static Activity? Verify() => Source.StartActivity("identity.webhook.verify");

    /// <summary>Into the inbox, until it is durable.</summary>
    public static Activity? Add() => Source.StartActivity("identity.inbox.add");

    /// <summary>A grain merges and stores.</summary>
    public static Activity? Apply(int deliveries) => Start("identity.grain.apply", deliveries);

    /// <summary>The inbox rows are settled and the directory is written.</summary>
    public static Activity? Complete(int deliveries) => Start("identity.inbox.complete", deliveries);

    private static Activity? Start(string name, int deliveries)
    {
        var activity = Source.StartActivity(name);
        activity?.SetTag(BatchSize, deliveries);
        return activity;
    }
}
