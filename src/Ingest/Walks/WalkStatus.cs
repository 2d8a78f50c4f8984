namespace Identity.Ingest.Walks;

/// <summary>How far a walk is.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="State">Whether it goes on.</param>
/// <param name="Listing">What it reads at the moment; null before the first page.</param>
/// <param name="Done">How many of these it has read.</param>
/// <param name="Total">How many of these there are; null when nobody knows.</param>
/// <param name="Report">What it found and did; null until it is completed.</param>
/// <param name="Failure">Why it ended before; null unless it failed or was stopped.</param>
public sealed record WalkStatus(
    WalkKind Kind,
    WalkState State,
    string? Listing,
    long Done,
    long? Total,
    WalkReport? Report,
    string? Failure = null);
