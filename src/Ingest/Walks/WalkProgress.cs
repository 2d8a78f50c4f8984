using Identity.Ingest.Listings;

namespace Identity.Ingest.Walks;

/// <summary>How far a walk is.</summary>
/// <param name="Listing">What is being read.</param>
/// <param name="Done">How many of it were read.</param>
/// <param name="Total">How many there are; null when nobody knows.</param>
internal readonly record struct WalkProgress(Listing Listing, long Done, long? Total);
