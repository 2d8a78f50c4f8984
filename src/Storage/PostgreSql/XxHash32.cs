using System.Buffers.Binary;
using System.Numerics;

namespace Identity.Storage.PostgreSql;

/// <summary>
/// The 32-bit xxHash with seed 0: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md. It spreads keys; it
/// protects nothing.
/// </summary>
internal static class XxHash32
{
    private const uint Prime1 = 0x9E3779B1;
    private const uint Prime2 = 0x85EBCA77;
    private const uint Prime3 = 0xC2B2AE3D;
    private const uint Prime4 = 0x27D4EB2F;
    private const uint Prime5 = 0x165667B1;

    private const int Stripe = 16;
    private const int Lane = 4;

    internal static uint Hash(ReadOnlySpan<byte> data)
    {
        var length = (uint)data.Length;
        var hash = data.Length >= Stripe ? Stripes(ref data) : Prime5;
        hash += length;
        for (; data.Length >= Lane; data = data[Lane..])
            hash = BitOperations.RotateLeft(hash + BinaryPrimitives.ReadUInt32LittleEndian(data) * Prime3, 17) * Prime4;
        foreach (var last in data) hash = BitOperations.RotateLeft(hash + last * Prime5, 11) * Prime1;
        return Avalanche(hash);
    }

    // Leaves what doesn't fill a stripe.
    private static uint Stripes(ref ReadOnlySpan<byte> data)
    {
        var (a, b, c, d) = (unchecked(Prime1 + Prime2), Prime2, 0u, unchecked(0u - Prime1));
        for (; data.Length >= Stripe; data = data[Stripe..])
        {
            a = Round(a, data);
            b = Round(b, data[Lane..]);
            c = Round(c, data[(2 * Lane)..]);
            d = Round(d, data[(3 * Lane)..]);
        }

        return BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7)
            + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
    }

    private static uint Round(uint lane, ReadOnlySpan<byte> data) =>
        BitOperations.RotateLeft(lane + BinaryPrimitives.ReadUInt32LittleEndian(data) * Prime2, 13) * Prime1;

    private static uint Avalanche(uint hash)
    {
        hash = (hash ^ (hash >> 15)) * Prime2;
        hash = (hash ^ (hash >> 13)) * Prime3;
        return hash ^ (hash >> 16);
    }
}
