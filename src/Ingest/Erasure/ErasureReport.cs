namespace Identity.Ingest.Erasure;

/// <summary>What erasing a person removed.</summary>
/// <param name="Deliveries">Inbox rows, quarantine included, that lost their bodies.</param>
/// <param name="Resources">Invitations, subscriptions and the like that were theirs or named them.</param>
public readonly record struct ErasureReport(int Deliveries, int Resources);
