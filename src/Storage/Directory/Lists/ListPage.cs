using System.Collections.Immutable;

namespace Identity.Storage.Directory.Lists;

/// <summary>A part of a list, and how long all of it is at that same moment.</summary>
/// <param name="Items">The part, in the list's order.</param>
/// <param name="Total">How many the whole list has.</param>
public sealed record ListPage<TItem>(ImmutableArray<TItem> Items, long Total);
