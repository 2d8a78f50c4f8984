namespace Orleans.Core;

/// <summary>Reads and writes one state of one grain.</summary>
public interface IStorage
{
    /// <summary>The version that was last read or written; null before the first write.</summary>
    string? Etag { get; }

    /// <summary>Storage holds a record.</summary>
    bool RecordExists { get; }

    /// <summary>Removes the record.</summary>
    Task ClearStateAsync();

    /// <summary>Writes the state.</summary>
    Task WriteStateAsync();

    /// <summary>Reads the state anew; what was in memory is lost.</summary>
    Task ReadStateAsync();

    /// <summary>Removes the record. Storage providers don't take a token, so it isn't looked at.</summary>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <summary>Writes the state. Storage providers don't take a token, so it isn't looked at.</summary>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <summary>Reads the state anew. Storage providers don't take a token, so it isn't looked at.</summary>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}
