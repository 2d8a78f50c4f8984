using Identity.Ingest.Listings;

namespace Identity.Ingest.Reconcile;

/// <summary>
/// Which time the pages of a list, read in the order of creation, have covered by now, and which ids they named in it. So
/// two lists of a million are compared with no more than a page of each in memory.
/// </summary>
internal sealed class AbsenceWindow
{
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);

    /// <summary>From when on nothing has been compared: unix milliseconds.</summary>
    public long From { get; private set; }

    /// <summary>Until when the pages so far are complete, excluded: unix milliseconds.</summary>
    public long To { get; private set; }

    /// <summary>Takes the next page in.</summary>
    public void Add(ListedPage page)
    {
        foreach (var item in page.Items) _seen[item.Id] = item.CreatedAt;

        // What can't be read exists; when it was made isn't known, so it counts until the end.
        foreach (var item in page.Unreadable.Where(u => u.Id is not null)) _seen[item.Id!] = long.MaxValue;

        // The next page may go on in the millisecond in which this one ends.
        To = page.IsLast ? long.MaxValue : Math.Max(To, page.Items.Select(i => i.CreatedAt).DefaultIfEmpty(To).Max());
    }

    /// <summary>Whether a page named it.</summary>
    public bool Contains(string id) => _seen.ContainsKey(id);

    /// <summary>Forgets what has been compared.</summary>
    public void Advance()
    {
        From = To;
        foreach (var id in _seen.Where(s => s.Value < To).Select(s => s.Key).ToList()) _seen.Remove(id);
    }
}
