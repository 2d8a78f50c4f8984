namespace Identity.Clerk.Emulator.Lists;

/// <summary>Orders of lists: without a value last, and ties by id, so that no two items are equal.</summary>
internal static class Order
{
    public static IComparer<T> By<T>(Func<T, long?> value, Func<T, string> id) =>
        Comparer<T>.Create((x, y) => (value(x), value(y)) switch
        {
            (null, null) => string.CompareOrdinal(id(x), id(y)),
            (null, _) => 1,
            (_, null) => -1,
            ({ } left, { } right) => left != right ? left.CompareTo(right) : string.CompareOrdinal(id(x), id(y)),
        });

    public static IComparer<T> By<T>(Func<T, string?> value, Func<T, string> id) =>
        Comparer<T>.Create((x, y) => (value(x), value(y)) switch
        {
            (null, null) => string.CompareOrdinal(id(x), id(y)),
            (null, _) => 1,
            (_, null) => -1,
            ({ } left, { } right) => string.CompareOrdinal(left, right) is var result and not 0
                ? result
                : string.CompareOrdinal(id(x), id(y)),
        });

    /// <summary>Groups first, and inside each group the given order.</summary>
    public static IComparer<T> Within<T>(Func<T, string> group, IComparer<T> order) =>
        Comparer<T>.Create((x, y) => string.CompareOrdinal(group(x), group(y)) is var result and not 0
            ? result
            : order.Compare(x, y));
}
