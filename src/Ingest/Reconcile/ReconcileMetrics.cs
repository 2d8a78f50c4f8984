using System.Diagnostics.Metrics;
using Identity.Ingest.Telemetry;
using Identity.Ingest.Walks;

namespace Identity.Ingest.Reconcile;

/// <summary>How far what is known had drifted from what Clerk says. Any is an event that was never delivered.</summary>
internal sealed class ReconcileMetrics
{
    private readonly Counter<long> _drift;

    public ReconcileMetrics(IMeterFactory meters) => _drift = meters.Create(InstrumentNames.Meter).CreateCounter<long>(
        InstrumentNames.ReconcileDrift, "{resource}", "Resources that differed from Clerk's, and were repaired.");

    public void Count(WalkReport report)
    {
        foreach (var (listing, learned) in report.Learned) Add(listing.ToString(), learned.Changed);
        foreach (var (listing, removed) in report.Removed) Add($"{listing}_gone", removed);
    }

    private void Add(string kind, long count)
    {
        // Also zero, so that the series is there before the first drift.
        _drift.Add(count, new KeyValuePair<string, object?>("kind", kind.ToLowerInvariant()));
    }
}
