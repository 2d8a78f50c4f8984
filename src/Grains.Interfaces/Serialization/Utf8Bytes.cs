using System.Runtime.InteropServices;

namespace Identity.Grains.Serialization;

/// <summary>Arrays travel as one block; a memory would travel byte by byte.</summary>
internal static class Utf8Bytes
{
    /// <summary>The array itself where the memory is all of it, and a copy where it is a part.</summary>
    public static byte[]? Of(ReadOnlyMemory<byte> bytes) =>
        bytes.IsEmpty ? null
        : MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Count == segment.Array!.Length ? segment.Array
        : bytes.ToArray();
}
