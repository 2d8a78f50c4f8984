namespace Identity.Storage.Directory.Lists.Index;

/// <summary>
/// An order of users as the databases have it: texts by their bytes, ids between equals, and downwards all of it reversed.
/// </summary>
internal sealed class IndexOrder(UserOrder order, bool descending) : IComparer<IndexPlace>
{
    internal bool IsDescending => descending;

    /// <summary>A number that is less for who comes before upwards; equal ones say nothing.</summary>
    internal UInt128 KeyOf(IndexSegment segment, int user) => order switch
    {
        // Both are there for every user; without one a user would come first, as in the indexes.
        UserOrder.CreatedAt => Ordered(segment.Time(user, TimeField.CreatedAt)),
        UserOrder.UpdatedAt => Ordered(segment.Time(user, TimeField.UpdatedAt)),
        UserOrder.LastActiveAt => OrLast(segment.Time(user, TimeField.LastActiveAt)),
        UserOrder.LastSignInAt => OrLast(segment.Time(user, TimeField.LastSignInAt)),
        _ => segment.Beginning(user, Field),
    };

    /// <inheritdoc/>
    public int Compare(IndexPlace x, IndexPlace y) => descending ? CompareUpwards(y, x) : CompareUpwards(x, y);

    private static UInt128 Ordered(long time) => unchecked((ulong)time) ^ (1UL << 63);

    private static UInt128 OrLast(long time) => time == long.MinValue ? UInt128.MaxValue : Ordered(time);

    private ValueField Field => order switch
    {
        UserOrder.EmailAddress => ValueField.EmailAddress,
        UserOrder.Web3Wallet => ValueField.Web3Wallet,
        UserOrder.FirstName => ValueField.FirstName,
        UserOrder.LastName => ValueField.LastName,
        UserOrder.PhoneNumber => ValueField.PhoneNumber,
        UserOrder.Username => ValueField.Username,
        // Times are told apart by their keys, and after them ids decide.
        _ => ValueField.Id,
    };

    /// <summary>Whether a key says by itself that a user comes after a place.</summary>
    internal bool IsAfter(UInt128 key, IndexPlace place) => descending ? key < place.Key : key > place.Key;

    private int CompareUpwards(IndexPlace x, IndexPlace y)
    {
        var compared = x.Key.CompareTo(y.Key);
        if (compared == 0) compared = ValueOf(x).SequenceCompareTo(ValueOf(y));
        return compared != 0 ? compared : x.Segment.Id(x.User).SequenceCompareTo(y.Segment.Id(y.User));
    }

    private ReadOnlySpan<byte> ValueOf(IndexPlace place) => place.Segment.Value(place.User, Field, out _);
}
