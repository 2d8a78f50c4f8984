using System.Collections.Immutable;
using Identity.Clerk.Api;

namespace Identity.Ingest.Listings;

/// <summary>A part of a list, whatever it lists.</summary>
/// <param name="Items">What could be read, in Clerk's order.</param>
/// <param name="Unreadable">What couldn't; it exists all the same.</param>
/// <param name="Total">How many the whole list has; null where Clerk doesn't say.</param>
/// <param name="LastId">Where the next page begins; null when nothing came.</param>
/// <param name="IsLast">Whether no page follows.</param>
internal sealed record ListedPage(
    ImmutableArray<ListedItem> Items,
    ImmutableArray<UnreadableItem> Unreadable,
    long? Total,
    string? LastId,
    bool IsLast)
{
    /// <summary>The list of an instance that has no such thing.</summary>
    public static ListedPage Nothing { get; } = new([], [], 0, null, IsLast: true) { IsSwitchedOff = true };

    /// <summary>No page: the user after whom it should begin is gone, and Clerk can't say where that was.</summary>
    public static ListedPage PlaceLost { get; } = new([], [], null, null, IsLast: false) { IsPlaceLost = true };

    /// <summary>Whether the instance has no such thing any more: it says nothing about what there was.</summary>
    public bool IsSwitchedOff { get; private init; }

    /// <summary>Whether the list has to be read from its beginning.</summary>
    public bool IsPlaceLost { get; private init; }

    /// <summary>How many came.</summary>
    public int Count => Items.Length + Unreadable.Length;
}
