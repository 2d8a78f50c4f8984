using System.Globalization;
using Identity.Ingest.Learning;
using Identity.Ingest.Listings;

namespace Identity.Ingest.Walks;

/// <summary>What a walk found and did.</summary>
public sealed class WalkReport
{
    private readonly SortedDictionary<Listing, LearnedPage> _learned = [];
    private readonly SortedDictionary<Listing, long> _removed = [];

    /// <summary>What is gone at Clerk and was left, because so much of it can only be a mistake.</summary>
    public long Spared { get; internal set; }

    /// <summary>One line: of each list how many were read, and how many of them were news, unreadable or gone.</summary>
    public string Summary => string.Join(
        "; ", _learned.Select(Describe).Concat(Spared > 0 ? [$"{Spared} gone and spared"] : Array.Empty<string>()));

    /// <summary>By list: what was read and what of it was news.</summary>
    internal IReadOnlyDictionary<Listing, LearnedPage> Learned => _learned;

    /// <summary>By list: what is gone at Clerk, and whose deletion was never delivered.</summary>
    internal IReadOnlyDictionary<Listing, long> Removed => _removed;

    internal void Add(Listing listing, LearnedPage page) =>
        _learned[listing] = _learned.GetValueOrDefault(listing) + page;

    internal void AddRemoved(Listing listing, long count)
    {
        if (count > 0) _removed[listing] = _removed.GetValueOrDefault(listing) + count;
    }

    private string Describe(KeyValuePair<Listing, LearnedPage> learned)
    {
        var (listing, page) = learned;
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{listing.ToString().ToLowerInvariant()}: {page.Read} read, {page.Changed} new");
        if (page.Unreadable > 0) text += string.Create(CultureInfo.InvariantCulture, $", {page.Unreadable} unreadable");
        return _removed.TryGetValue(listing, out var removed)
            ? text + string.Create(CultureInfo.InvariantCulture, $", {removed} gone")
            : text;
    }
}
