namespace Identity.Storage.Directory.Lists.Index;

/// <summary>Goes through segments for those who are sought, and keeps the first of them in an order, or only counts them.</summary>
/// <param name="search">Who is sought.</param>
/// <param name="version">As of which version.</param>
/// <param name="order">The order; null to count.</param>
/// <param name="most">How many are kept.</param>
internal sealed class IndexScan(IndexSearch search, long version, IndexOrder? order, int most)
{
    // Where more than one of so many is found, most are too late in the order to be looked at any closer.
    private const int ManyAreOneOf = 16;

    // Where one of so few isn't too late, it is sooner done to look through all texts in one go.
    private const int LateAreAllBut = 16;

    // So many texts at once are looked through from the first to the last, which is quicker.
    private const int Step = 256;

    // Its first is the last of those who are kept.
    private readonly PriorityQueue<IndexPlace, IndexPlace> _kept = new(
        Comparer<IndexPlace>.Create((x, y) => order!.Compare(y, x)));

    private bool _findsMany;
    private bool _mostAreLate = true;

    /// <summary>How many were found; with an order at least those who are kept.</summary>
    internal long Found { get; private set; }

    /// <summary>Those who are kept, in no order.</summary>
    internal IEnumerable<IndexPlace> Kept => _kept.UnorderedItems.Select(item => item.Element);

    internal void Add(IndexSegment segment)
    {
        if (order is not null && _findsMany && _mostAreLate && _kept.Count == most)
        {
            _mostAreLate = AddByOrder(segment) < segment.Count / LateAreAllBut;
        }
        else
        {
            var before = Found;
            AddByText(segment);
            _findsMany = (Found - before) * ManyAreOneOf > segment.Count;
        }
    }

    // Users lie about as they were created. From the end, so that who comes first in such a list leaves no place for others.
    private void AddByText(IndexSegment segment)
    {
        var step = order is { IsDescending: true } ? Step : segment.Count;
        for (var end = segment.Count; end > 0; end -= step) AddByText(segment, Math.Max(0, end - step), end);
    }

    private void AddByText(IndexSegment segment, int user, int end)
    {
        var texts = segment.Texts[..segment.TextEnd(end - 1)];
        var text = search.First.Text;
        for (var at = segment.TextStart(user); texts[at..].IndexOf(text) is var found and >= 0; at = segment.TextEnd(user++))
        {
            while (segment.TextEnd(user) <= at + found) user++;
            AddIfSought(segment, user);
        }
    }

    // Whoever comes too late in the order needn't be looked through. How many weren't too late.
    private int AddByOrder(IndexSegment segment)
    {
        var looked = 0;
        var last = _kept.Peek();
        for (var i = 0; i < segment.Count; i++)
        {
            var user = order!.IsDescending ? segment.Count - 1 - i : i;
            var key = order.KeyOf(segment, user);
            if (order.IsAfter(key, last)
                || !segment.IsLive(user, version)
                || order.Compare(new IndexPlace(key, segment, user), last) > 0)
            {
                continue;
            }

            looked++;
            if (!search.First.IsIn(segment.Text(user)) || !search.Holds(segment, user)) continue;
            Add(segment, user);
            last = _kept.Peek();
        }

        return looked;
    }

    private void AddIfSought(IndexSegment segment, int user)
    {
        if (segment.IsLive(user, version) && HoldsFirst(segment, user) && search.Holds(segment, user)) Add(segment, user);
    }

    private bool HoldsFirst(IndexSegment segment, int user) =>
        search.First.Lines is LineKinds.Any || search.First.IsIn(segment.Text(user));

    private void Add(IndexSegment segment, int user)
    {
        Found++;
        if (order is null || most == 0) return;
        var place = new IndexPlace(order.KeyOf(segment, user), segment, user);
        if (_kept.Count < most) _kept.Enqueue(place, place);
        else if (order.Compare(place, _kept.Peek()) < 0) _kept.EnqueueDequeue(place, place);
    }
}
