using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Identity.Authentication.Propagation;

/// <summary>An assertion as text: three parts in base64url, the last an HMAC over the others (RFC 7515, RFC 7518).</summary>
internal static class CallerAssertionText
{
    /// <summary>The most characters that are looked at: all that a session token can hold, and what is added.</summary>
    public const int MaxLength = 10 * 1024;

    // What is signed was written by one of ours; it is read strictly so that two readers can't differ about it.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 4,
    };

    /// <summary>Signs an assertion.</summary>
    /// <exception cref="InvalidOperationException">It is longer than any receiver reads.</exception>
    public static string Write(CallerAssertion assertion, PropagationKey key)
    {
        var payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(assertion, Json));
        var content = $"{key.Header}.{payload}";
        Span<byte> mac = stackalloc byte[PropagationKey.MacLength];
        key.Sign(Encoding.ASCII.GetBytes(content), mac);
        var text = $"{content}.{Base64Url.EncodeToString(mac)}";
        return text.Length <= MaxLength
            ? text
            : throw new InvalidOperationException($"What is said of a caller has more than {MaxLength} characters.");
    }

    /// <summary>Reads an assertion whose signature is right.</summary>
    /// <param name="text">Whatever was sent.</param>
    /// <param name="keys">The keys that are trusted, by their <see cref="PropagationKey.Header"/>.</param>
    /// <param name="rejection">Why it isn't believed.</param>
    /// <returns>The assertion and the key it is signed with; null when it isn't believed.</returns>
    public static (CallerAssertion Assertion, PropagationKey Key, UInt128 Fingerprint)? Read(
        string text, IReadOnlyDictionary<string, PropagationKey> keys, out PropagationRejection rejection)
    {
        rejection = PropagationRejection.Malformed;
        var first = text.Length <= MaxLength ? text.IndexOf('.', StringComparison.Ordinal) : -1;
        var last = text.LastIndexOf('.');
        if (first < 0 || last <= first + 1) return null;
        if (!keys.TryGetValue(text[..first], out var key))
        {
            rejection = PropagationRejection.UnknownKey;
            return null;
        }

        if (!IsSigned(text, last, key, out var fingerprint))
        {
            rejection = PropagationRejection.BadSignature;
            return null;
        }

        return ReadPayload(text.AsSpan(first + 1, last - first - 1)) is { } assertion
            ? (assertion, key, fingerprint)
            : null;
    }

    /// <summary>The hash of a request's target.</summary>
    public static string HashOf(string target) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(target)));

    private static bool IsSigned(string text, int last, PropagationKey key, out UInt128 fingerprint)
    {
        Span<byte> expected = stackalloc byte[PropagationKey.MacLength];
        fingerprint = default;
        key.Sign(Encoding.UTF8.GetBytes(text[..last]), expected);

        // Compared as text: one signature has one spelling.
        var spelling = Encoding.UTF8.GetBytes(Base64Url.EncodeToString(expected));
        if (!CryptographicOperations.FixedTimeEquals(spelling, Encoding.UTF8.GetBytes(text[(last + 1)..]))) return false;
        fingerprint = BitConverter.ToUInt128(expected);
        return true;
    }

    private static CallerAssertion? ReadPayload(ReadOnlySpan<char> payload)
    {
        try
        {
            return JsonSerializer.Deserialize<CallerAssertion>(Base64Url.DecodeFromChars(payload), Json);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return null;
        }
    }
}
