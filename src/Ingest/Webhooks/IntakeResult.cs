namespace Identity.Ingest.Webhooks;

/// <summary>What became of a webhook request, and why.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Reason">Why it was rejected or quarantined, without a word of the payload; else null.</param>
public readonly record struct IntakeResult(IntakeStatus Status, string? Reason = null);
