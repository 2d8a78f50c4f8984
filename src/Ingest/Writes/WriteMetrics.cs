using System.Diagnostics.Metrics;
using Identity.Clerk.Api;
using Identity.Ingest.Telemetry;

namespace Identity.Ingest.Writes;

/// <summary>How many writes go to Clerk through here, and what comes of them.</summary>
internal sealed class WriteMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _writes = meters.Create(InstrumentNames.Meter).CreateCounter<long>(
        InstrumentNames.ClerkWrites, "{request}", "Writes for Clerk's Backend API, by what became of them.");

    /// <summary>Clerk answered.</summary>
    public void Answered(BackendApiAnswer answer, WriteMerge merge) => Count((answer.IsSuccess, merge) switch
    {
        (false, _) => "refused",
        (_, WriteMerge.Merged) => "merged",
        (_, WriteMerge.Failed) => "merge_failed",
        _ => "not_merged",
    });

    /// <summary>Clerk didn't answer.</summary>
    public void Failed(BackendApiWriteFailure failure) => Count(failure switch
    {
        BackendApiWriteFailure.Unreachable => "unreachable",
        BackendApiWriteFailure.TimedOut => "timeout",
        _ => "broken_off",
    });

    /// <summary>Clerk wasn't asked.</summary>
    public void OverBudget() => Count("over_budget");

    /// <summary>Whoever asked went away.</summary>
    public void Abandoned() => Count("abandoned");

    private void Count(string result) => _writes.Add(1, new KeyValuePair<string, object?>("result", result));
}
