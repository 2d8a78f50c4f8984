using System.Text.Json;
using Identity.Ingest.Listings;

namespace Identity.Ingest.Backfill;

/// <summary>How far a backfill came; it is stored after every page, so that it can go on after a kill.</summary>
/// <param name="Listing">The list that is being read; null when all are.</param>
/// <param name="After">The last user that was read; null at the beginning, and for the other lists.</param>
/// <param name="Offset">How many of the list were read.</param>
/// <param name="Total">How many the list had when it was last asked; null when nobody knows.</param>
/// <param name="IsSecondLook">Whether the list's end was reached, and its last ones are only read again.</param>
internal sealed record BackfillPosition(
    Listing? Listing, string? After, int Offset, long? Total, bool IsSecondLook = false)
{
    /// <summary>The name of the note.</summary>
    public const string Setting = "backfill.position";

    public static BackfillPosition Start { get; } = At(Listings.Listing.Roles);

    public static BackfillPosition Done { get; } = new(null, null, 0, null);

    // A note of another release may say what this one doesn't know.
    private bool IsPlace => Listing is { } listing && Enum.IsDefined(listing) && Offset >= 0;

    /// <summary>The beginning of a list.</summary>
    public static BackfillPosition At(Listing listing) => new(listing, null, 0, null);

    /// <summary>Reads a note; the beginning when there is none, or the last backfill came to its end.</summary>
    public static BackfillPosition Read(string? note)
    {
        try
        {
            return note is not null && JsonSerializer.Deserialize<BackfillPosition>(note) is { IsPlace: true } position
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
        if (page.IsPlaceLost) return At(Listing!.Value);

        // Where some were deleted meanwhile, what came after them moved up: as many may have been passed over. At the end
        // one look back must do, or where somebody is always deleted there would be no end.
        var passedOver = (int)Math.Clamp(Total - page.Total ?? 0, 0, Offset + page.Count);
        if (page.IsLast && (passedOver == 0 || IsSecondLook))
        {
            return Listing == Listings.Listing.Domains ? Done : At(Listing!.Value + 1);
        }

        return this with
        {
            After = Listing == Listings.Listing.Users ? page.LastId : null,
            Offset = Offset + page.Count - passedOver,
            Total = page.Total ?? Total,
            IsSecondLook = page.IsLast,
        };
    }
}
