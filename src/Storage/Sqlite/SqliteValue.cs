using System.Runtime.InteropServices;

namespace Identity.Storage.Sqlite;

/// <summary>Turns values into what the provider takes as a parameter.</summary>
internal static class SqliteValue
{
    /// <summary>An array that holds exactly these bytes: the memory's own, or a copy.</summary>
    internal static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Array is { } array && array.Length == segment.Count
            ? array
            : memory.ToArray();
}
