namespace Identity.Ingest.Dispatch;

/// <summary>
/// How much waits in memory for grains. Beyond its bounds deliveries stay in the inbox alone, and the sweeper brings them.
/// </summary>
internal sealed class DispatchBacklog
{
    /// <summary>The most deliveries that wait.</summary>
    internal const int CountLimit = 16 * 1024;

    /// <summary>The bytes of bodies after which no further delivery waits.</summary>
    internal const long ByteLimit = 128 * 1024 * 1024;

    private int _count;
    private long _bytes;

    /// <summary>Whether another delivery may wait.</summary>
    public bool HasRoom => Volatile.Read(ref _count) < CountLimit && Volatile.Read(ref _bytes) < ByteLimit;

    /// <summary>Takes a delivery in; false when there is no room.</summary>
    public bool TryAdd(LaneItem item)
    {
        if (!HasRoom) return false;
        Interlocked.Increment(ref _count);
        Interlocked.Add(ref _bytes, item.Entry.Body.Length);
        return true;
    }

    /// <summary>Makes room again.</summary>
    public void Remove(LaneItem[] items)
    {
        Interlocked.Add(ref _count, -items.Length);
        Interlocked.Add(ref _bytes, -items.Sum(i => (long)i.Entry.Body.Length));
    }
}
