namespace Identity.Clerk.Emulator.Lists;

/// <summary>
/// One set of items in each order that was ever asked for. An order that nobody asks for costs nothing; one that was
/// is kept up with every change.
/// </summary>
internal sealed class OrderedLists<T>(IReadOnlyDictionary<string, IComparer<T>> orders, Func<IEnumerable<T>> items)
{
    private readonly Dictionary<string, SortedIndex<T>> _indexes = [];

    public SortedIndex<T> this[string order] => _indexes.TryGetValue(order, out var index)
        ? index
        : _indexes[order] = new SortedIndex<T>(orders[order], items());

    public void Add(T item)
    {
        foreach (var index in _indexes.Values)
            index.Add(item);
    }

    public void Remove(T item)
    {
        foreach (var index in _indexes.Values)
            index.Remove(item);
    }

    /// <summary>Forgets the orders: after many changes it is cheaper to sort anew.</summary>
    public void Clear() => _indexes.Clear();
}
