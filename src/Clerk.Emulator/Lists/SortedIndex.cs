using System.Collections.Immutable;

namespace Identity.Clerk.Emulator.Lists;

/// <summary>
/// Items in one order, from which a page is cut by position: what it costs depends on the page and hardly on how many
/// items there are. Not safe for concurrent use.
/// </summary>
internal sealed class SortedIndex<T>(IComparer<T> order, IEnumerable<T> items)
{
    private readonly ImmutableSortedSet<T>.Builder _items = items.ToImmutableSortedSet(order).ToBuilder();

    public int Count => _items.Count;

    public T this[int position] => _items[position];

    public void Add(T item) => _items.Add(item);

    public void Remove(T item) => _items.Remove(item);

    /// <summary>Where the item stands, or would stand.</summary>
    public int PositionOf(T item)
    {
        var position = _items.IndexOf(item);
        return position >= 0 ? position : ~position;
    }

    /// <summary>The first position at which something holds that from there on holds to the end.</summary>
    public int First(Func<T, bool> holds)
    {
        var (from, to) = (0, _items.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (holds(_items[middle]))
                to = middle;
            else
                from = middle + 1;
        }

        return from;
    }

    /// <summary>The positions of a group, where the order keeps groups together.</summary>
    public Range Group(Func<T, string> group, string name)
    {
        var from = First(item => string.CompareOrdinal(group(item), name) >= 0);
        var to = First(item => string.CompareOrdinal(group(item), name) > 0);
        return from..to;
    }

    public IEnumerable<T> In(Range range)
    {
        var (from, to) = (range.Start.Value, range.End.Value);
        for (var position = from; position < to; position++)
            yield return _items[position];
    }

    /// <summary>Cuts a page out of a range of positions; a filter makes it look at each item of the range.</summary>
    public Slice<T> Cut(Paging paging, Range range, Func<T, bool>? filter = null)
    {
        var (from, to) = (range.Start.Value, Math.Max(range.Start.Value, range.End.Value));
        var page = new List<T>(Math.Min(paging.Limit, to - from));
        if (filter is null)
        {
            var end = Math.Min((long)paging.Offset + paging.Limit, to - from);
            for (var number = paging.Offset; number < end; number++)
                page.Add(_items[paging.Descending ? to - 1 - number : from + number]);
            return new Slice<T>(page, to - from);
        }

        var matches = 0;
        for (var number = 0; number < to - from; number++)
        {
            var item = _items[paging.Descending ? to - 1 - number : from + number];
            if (!filter(item))
                continue;
            if (matches++ >= paging.Offset && page.Count < paging.Limit)
                page.Add(item);
        }

        return new Slice<T>(page, matches);
    }
}
