namespace Identity.Storage.Directory.Lists;

/// <summary>Makes an item of a row and the state of the grain that has the rest.</summary>
/// <param name="StateName">The name of that state.</param>
/// <param name="Read">
/// The item, or null for one that is gone: its grain may be ahead of the directory by a moment. Then the next one of the
/// list takes its place.
/// </param>
public sealed record ItemReader<TRow, TItem>(string StateName, Func<TRow, ReadOnlyMemory<byte>, TItem?> Read)
    where TItem : class;
