namespace Identity.Authentication.Propagation;

/// <summary>A span of time in which calls are remembered, and how many were.</summary>
internal sealed class ReplayTurn(long number)
{
    private int _count;

    /// <summary>The how manyth span it is.</summary>
    public long Number { get; } = number;

    /// <summary>Counts one more; false when there is room for no more.</summary>
    public bool TryCount(int capacity)
    {
        if (Interlocked.Increment(ref _count) <= capacity) return true;
        Interlocked.Decrement(ref _count);
        return false;
    }
}
