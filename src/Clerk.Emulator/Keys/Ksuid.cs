using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Identity.Clerk.Emulator.Keys;

/// <summary>
/// The form of Clerk's ids: a prefix and 27 base62 digits of 4 bytes of time, in seconds since 2014-05-13, and 16
/// random bytes (segment's KSUID).
/// </summary>
internal static class Ksuid
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const long Epoch = 1_400_000_000;
    private const int Length = 27;
    private const int Bytes = 20;

    public static string Create(string prefix, DateTimeOffset at)
    {
        Span<byte> payload = stackalloc byte[Bytes - 4];
        RandomNumberGenerator.Fill(payload);
        return Create(prefix, at, payload);
    }

    /// <summary>
    /// Svix' variant for message ids: the fifth byte counts units of 4 ms, so that ids sort more finely.
    /// </summary>
    public static string CreateForMessage(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)(at.ToUnixTimeSeconds() - Epoch));
        RandomNumberGenerator.Fill(bytes[5..]);
        bytes[4] = (byte)(at.Millisecond / 4);
        return Encode("msg", bytes);
    }

    /// <summary>An id that is the same whenever it is made from the same text and time.</summary>
    public static string Derive(string prefix, DateTimeOffset at, string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return Create(prefix, at, hash[..(Bytes - 4)]);
    }

    /// <summary>An id of random bytes that the caller has drawn.</summary>
    public static string Create(string prefix, DateTimeOffset at, Random random)
    {
        Span<byte> payload = stackalloc byte[Bytes - 4];
        random.NextBytes(payload);
        return Create(prefix, at, payload);
    }

    /// <summary>The second in which an id was made.</summary>
    public static DateTimeOffset TimeOf(string id)
    {
        var value = BigInteger.Zero;
        foreach (var digit in id.AsSpan(id.LastIndexOf('_') + 1))
            value = (value * Digits.Length) + Digits.IndexOf(digit, StringComparison.Ordinal);
        return DateTimeOffset.FromUnixTimeSeconds((long)(value >> ((Bytes - 4) * 8)) + Epoch);
    }

    private static string Create(string prefix, DateTimeOffset at, ReadOnlySpan<byte> payload)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)(at.ToUnixTimeSeconds() - Epoch));
        payload.CopyTo(bytes[4..]);
        return Encode(prefix, bytes);
    }

    private static string Encode(string prefix, ReadOnlySpan<byte> bytes)
    {
        Span<char> digits = stackalloc char[Length];
        var rest = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        for (var position = Length - 1; position >= 0; position--)
        {
            rest = BigInteger.DivRem(rest, Digits.Length, out var digit);
            digits[position] = Digits[(int)digit];
        }

        return $"{prefix}_{digits}";
    }
}
