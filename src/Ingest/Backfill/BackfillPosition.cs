using System.Text.Json;
using Identity.Ingest.Listings;

namespace Identity.Ingest.Backfill;

/// <summary>How far a backfill came; it is stored after every page, so that it can go on after a kill.</summary>
/// <param name="Listing">The list that is being read; null when all are.</param>
/// <param name="After">The last user that was read; null at the beginning, and for the other lists.</param>
/// <param name="Offset">How many of the list were read.</param>
/// <param name="Total">How many the list had when it was last asked; null when nobody knows.</param>
internal sealed record BackfillPosition(Listing? Listing, string? After, int Offset, long? Total)
{
    /// <summary>The name of the note.</summary>
    public const string Setting = "backfill.position";

    public static BackfillPosition Start { get; } = At(Listings.Listing.Roles);

    public static BackfillPosition Done { get; } = new(null, null, 0, null);

    /// <summary>The beginning of a list.</summary>
    public static BackfillPosition At(Listing listing) => new(listing, null, 0, null);

    /// <summary>Reads a note; the beginning when there is none, or the last backfill came to its end.</summary>
    public static BackfillPosition Read(string? note)
    {
        try
        {
            return note is not null && JsonSerializer.Deserialize<BackfillPosition>(note) is { Listing: not null } position
                ? position
                : Start;
        }
        catch (JsonException)
        {
            return Start;
        }
    }

    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>The position behind a page.</summary>
    public BackfillPosition Behind(ListedPage page)
    {
        if (!page.IsLast)
        {
            var isWalkedById = Listing == Listings.Listing.Users && page.LastId is not null;
            return this with
            {
                After = isWalkedById ? page.LastId : null,
                Offset = Offset + page.Count,
                Total = page.Total ?? Total,
            };
        }

        // Where something was deleted meanwhile, what came after it moved up, and some of it was passed over.
        if (page.Total < Total) return At(Listing!.Value);
        return Listing == Listings.Listing.Domains ? Done : At(Listing!.Value + 1);
    }
}
