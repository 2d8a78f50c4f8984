using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Identity.Clerk.Identifiers;

namespace Identity.Clerk.Webhooks;

/// <summary>
/// Tells whether a request was signed with one of the secrets, over exactly these bytes, a moment ago.
/// </summary>
/// <remarks>
/// The scheme is that of Standard Webhooks, version <c>v1</c>: HMAC-SHA256 over <c>{id}.{timestamp}.{body}</c>. Where
/// the public libraries differ, the stricter one is followed: the bytes of the headers are signed as they came, the
/// timestamp is digits only, versions are compared ordinally, and a signature with a second comma is none.
/// Safe for use by several threads.
/// </remarks>
public sealed class WebhookSignatureVerifier
{
    private const int MaxTimestampLength = 15;
    private const int MaxSignatureHeaderLength = 4096;
    private const int MacLength = 32;
    private const int MacBase64Length = 44;

    private readonly WebhookSigningSecret[] _secrets;
    private readonly TimeProvider _clock;
    private readonly long _tolerance;

    /// <param name="secrets">At least one; each is tried.</param>
    /// <param name="clock">Against which the timestamp is compared, in whole seconds.</param>
    /// <param name="tolerance">
    /// How old or how new an attempt may be, both ends included. The default is 5 minutes.
    /// </param>
    public WebhookSignatureVerifier(
        IReadOnlyList<WebhookSigningSecret> secrets,
        TimeProvider clock,
        TimeSpan? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfZero(secrets.Count, nameof(secrets));
        ArgumentOutOfRangeException.ThrowIfLessThan(tolerance ?? TimeSpan.Zero, TimeSpan.Zero, nameof(tolerance));
        _secrets = [.. secrets];
        _clock = clock;
        _tolerance = (long)(tolerance ?? TimeSpan.FromMinutes(5)).TotalSeconds;
    }

    /// <summary>Checks the headers, then the time, then the signatures.</summary>
    /// <param name="headers">See <see cref="WebhookHeaders.Read(Func{string, string?})"/>.</param>
    /// <param name="body">
    /// The body as it came over the wire. A body that was parsed and written again doesn't match.
    /// </param>
    public WebhookRejection Verify(in WebhookHeaders headers, ReadOnlySpan<byte> body)
    {
        if (!headers.IsComplete) return WebhookRejection.MissingHeaders;
        var (id, timestamp, signature) = (headers.Id!, headers.Timestamp!, headers.Signature!);
        if (!MessageId.TryParse(id, out _)) return WebhookRejection.MalformedId;
        if (!TryReadTimestamp(timestamp, out var attempt)) return WebhookRejection.MalformedTimestamp;
        var age = _clock.GetUtcNow().ToUnixTimeSeconds() - attempt;
        if (age > _tolerance) return WebhookRejection.TimestampTooOld;
        if (-age > _tolerance) return WebhookRejection.TimestampTooNew;
        if (signature.Length > MaxSignatureHeaderLength) return WebhookRejection.NoMatchingSignature;

        Span<byte> mac = stackalloc byte[MacLength];
        foreach (var secret in _secrets)
        {
            ComputeMac(secret, id, timestamp, body, mac);
            if (IsSignedWith(mac, signature)) return WebhookRejection.None;
        }

        return WebhookRejection.NoMatchingSignature;
    }

    private static bool TryReadTimestamp(string text, out long seconds)
    {
        seconds = 0;
        return text.Length <= MaxTimestampLength
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds)
            && seconds > 0;
    }

    private static void ComputeMac(
        WebhookSigningSecret secret,
        string id,
        string timestamp,
        ReadOnlySpan<byte> body,
        Span<byte> mac)
    {
        Span<byte> prefix = stackalloc byte[MessageId.MaxLength + MaxTimestampLength + 2];
        var length = Encoding.ASCII.GetBytes(id, prefix);
        prefix[length++] = (byte)'.';
        length += Encoding.ASCII.GetBytes(timestamp, prefix[length..]);
        prefix[length++] = (byte)'.';

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret.Key);
        hmac.AppendData(prefix[..length]);
        hmac.AppendData(body);
        hmac.GetHashAndReset(mac);
    }

    private static bool IsSignedWith(ReadOnlySpan<byte> mac, ReadOnlySpan<char> signatures)
    {
        Span<byte> candidate = stackalloc byte[MacLength];
        foreach (var range in signatures.Split(' '))
        {
            var token = signatures[range];
            var comma = token.IndexOf(',');
            if (comma < 0 || !token[..comma].SequenceEqual("v1")) continue;

            // The length leaves no room for a second comma, white space or other padding that decoding would forgive.
            var value = token[(comma + 1)..];
            if (value.Length != MacBase64Length) continue;
            if (!Convert.TryFromBase64Chars(value, candidate, out var written) || written != MacLength) continue;
            if (CryptographicOperations.FixedTimeEquals(candidate, mac)) return true;
        }

        return false;
    }
}
