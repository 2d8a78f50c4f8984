using System.Collections.Immutable;

namespace Identity.Grains.Merging;

/// <summary>Records of one kind inside a state, each merged under its own version, sorted by id.</summary>
internal static class VersionedList
{
    /// <summary>The record with this id; null when there is none.</summary>
    public static TRecord? Find<TRecord>(ImmutableArray<TRecord> records, string id)
        where TRecord : class, IVersionedRecord
    {
        var index = Search(records, id);
        return index >= 0 ? records[index] : null;
    }

    /// <summary>Puts a record in the place of the one with its id, or where it belongs.</summary>
    public static ImmutableArray<TRecord> With<TRecord>(ImmutableArray<TRecord> records, TRecord record)
        where TRecord : class, IVersionedRecord
    {
        var index = Search(records, record.Key);
        return index >= 0 ? records.SetItem(index, record) : records.Insert(~index, record);
    }

    private static int Search<TRecord>(ImmutableArray<TRecord> records, string id)
        where TRecord : class, IVersionedRecord
    {
        var (low, high) = (0, records.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(records[middle].Key, id);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }
}
