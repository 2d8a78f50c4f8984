namespace Identity.Clerk.Emulator.Lists;

/// <summary>Which part of a list, and from which end.</summary>
/// <param name="Limit">Items at most.</param>
/// <param name="Offset">Items to skip.</param>
/// <param name="Descending">Whether the order is reversed, ties included.</param>
internal readonly record struct Paging(int Limit, int Offset, bool Descending)
{
    /// <summary>Sorts and cuts what is few enough to be sorted each time.</summary>
    public Slice<T> Of<T>(IEnumerable<T> items, IComparer<T> order)
    {
        var all = items.ToList();
        all.Sort(order);
        if (Descending)
            all.Reverse();
        return new Slice<T>([.. all.Skip(Offset).Take(Limit)], all.Count);
    }
}
