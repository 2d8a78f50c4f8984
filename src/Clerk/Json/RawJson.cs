using System.Text.Json.Serialization;

namespace Identity.Clerk.Json;

/// <summary>One JSON value as UTF-8, byte for byte as it was received.</summary>
/// <remarks>
/// Clerk adds members often, and readers get them: so what was sent is kept beside what was read from it. The type
/// doesn't check that the bytes are JSON; who makes one has.
/// </remarks>
[JsonConverter(typeof(RawJsonConverter))]
public readonly struct RawJson : IEquatable<RawJson>
{
    /// <summary>Wraps bytes that nobody will change; <see cref="Copy"/> is for those that somebody may.</summary>
    public RawJson(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>The UTF-8 text of the value.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>True for the default value, which stands for no JSON at all.</summary>
    public bool IsEmpty => Bytes.IsEmpty;

    /// <summary>A value of its own memory, so that a pooled or much larger buffer isn't held.</summary>
    public static RawJson Copy(ReadOnlySpan<byte> json) => new(json.ToArray());

    public static bool operator ==(RawJson left, RawJson right) => left.Equals(right);

    public static bool operator !=(RawJson left, RawJson right) => !left.Equals(right);

    /// <summary>Compares the bytes: the same members in another order are another value.</summary>
    public bool Equals(RawJson other) => Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override bool Equals(object? obj) => obj is RawJson other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    /// <summary>Three asterisks: the bytes are personal data and would end in a log.</summary>
    public override string ToString() => "***";
}
