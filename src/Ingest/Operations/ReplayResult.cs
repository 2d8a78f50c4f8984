using Identity.Ingest.Webhooks;

namespace Identity.Ingest.Operations;

/// <summary>What came of replaying a delivery.</summary>
/// <param name="Status">Whether it could be replayed.</param>
/// <param name="Intake">What became of it; null unless it was replayed.</param>
public readonly record struct ReplayResult(ReplayStatus Status, IntakeResult? Intake = null)
{
    internal static ReplayResult NotFound { get; } = new(ReplayStatus.NotFound);

    internal static ReplayResult NotQuarantined { get; } = new(ReplayStatus.NotQuarantined);

    internal static ReplayResult Erased { get; } = new(ReplayStatus.Erased);
}
