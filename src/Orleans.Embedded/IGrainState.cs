namespace Orleans;

/// <summary>A state and what a storage provider knows about it.</summary>
public interface IGrainState<T>
{
    /// <summary>The state.</summary>
    T State { get; set; }

    /// <summary>The version that was last read or written; null before the first write.</summary>
    string? ETag { get; set; }

    /// <summary>Storage holds a record.</summary>
    bool RecordExists { get; set; }
}
