using System.Collections.Immutable;
using System.Text.Json;
using Identity.Ingest.Listings;

namespace Identity.Ingest.Reconcile;

/// <summary>The newest of each list that was compared, in unix milliseconds by Clerk's clock.</summary>
internal sealed record Watermarks(ImmutableDictionary<Listing, long> Newest)
{
    /// <summary>The name of the note.</summary>
    public const string Setting = "reconcile.watermarks";

    private static readonly Watermarks None = new(ImmutableDictionary<Listing, long>.Empty);

    public static Watermarks Read(string? note)
    {
        try
        {
            return note is not null && JsonSerializer.Deserialize<Dictionary<Listing, long>>(note) is { } newest
                ? new Watermarks(newest.ToImmutableDictionary())
                : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    public string Write() => JsonSerializer.Serialize(Newest);

    /// <summary>Zero for a list that was never compared.</summary>
    public long Of(Listing listing) => Newest.GetValueOrDefault(listing);

    public Watermarks With(Listing listing, long newest) => new(Newest.SetItem(listing, newest));
}
