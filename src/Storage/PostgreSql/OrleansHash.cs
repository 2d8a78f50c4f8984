using System.Buffers.Binary;
using System.Text;

namespace Identity.Storage.PostgreSql;

/// <summary>
/// The hashes by which Orleans' ADO.NET provider finds a row. Both must come out exactly as Orleans computes them, or its
/// silos would not see what is stored here.
/// </summary>
internal static class OrleansHash
{
    /// <summary>The hash of a state's name.</summary>
    internal static int OfType(string stateName) => Of(Encoding.UTF8.GetBytes(stateName));

    /// <summary>The hash of a grain's string key, which Orleans takes over the bytes in reverse.</summary>
    internal static int OfKey(string grainKey)
    {
        var bytes = Encoding.UTF8.GetBytes(grainKey);
        Array.Reverse(bytes);
        return Of(bytes);
    }

    // Orleans takes xxHash's big-endian bytes for a little-endian number.
    private static int Of(ReadOnlySpan<byte> data) =>
        unchecked((int)BinaryPrimitives.ReverseEndianness(XxHash32.Hash(data)));
}
