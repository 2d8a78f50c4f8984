using System.Collections.Immutable;

namespace Identity.Clerk.Api;

/// <summary>A part of a list.</summary>
public sealed record ResourcePage<TResource>
    where TResource : class
{
    /// <summary>What could be read, in Clerk's order.</summary>
    public required ImmutableArray<TResource> Items { get; init; }

    /// <summary>What couldn't. It exists, so its absence from <see cref="Items"/> is no sign of a deletion.</summary>
    public required ImmutableArray<UnreadableItem> Unreadable { get; init; }

    /// <summary>How many the whole list has, as Clerk counts; null where it doesn't say, as for users.</summary>
    public required long? TotalCount { get; init; }

    /// <summary>
    /// The id of the last item that has one, whether the rest of it could be read or not: where the next page begins.
    /// Null if there is none.
    /// </summary>
    public required string? LastId { get; init; }

    /// <summary>How many came; fewer than were asked for on the last page.</summary>
    public int Count => Items.Length + Unreadable.Length;
}
