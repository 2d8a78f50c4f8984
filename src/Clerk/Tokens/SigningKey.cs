using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;

namespace Identity.Clerk.Tokens;

/// <summary>A public RSA key of which it is settled, once and for all, that it may verify session tokens.</summary>
/// <remarks>
/// <para>
/// Only keys of 2048 to 4096 bits with the exponent 65537 are taken: smaller ones can be broken, an exponent of 1 or 3
/// makes forgeries, and larger ones are a way to keep a server busy. Keys of the library with the ROCA flaw are refused.
/// </para>
/// <para>
/// Safe for use by several threads at once: verification only reads the key, and on the platforms' libraries every call
/// has a context of its own (a test hammers one key from many threads). A key is never disposed, because a request may
/// be using it when its set is replaced; the finalizer of its handle frees it.
/// </para>
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "Requests that use a key outlive its set; see the remarks.")]
public sealed class SigningKey
{
    private const int MinBits = 2048;
    private const int MaxBits = 4096;
    private const int MaxPemLength = 8192;
    private static readonly byte[] Exponent = [1, 0, 1];

    private readonly RSA _rsa;
    private readonly byte[] _modulus;

    /// <summary>Takes a key that was found to be good.</summary>
    internal SigningKey(RSA rsa, string? keyId)
    {
        _rsa = rsa;
        _modulus = rsa.ExportParameters(false).Modulus!;
        KeyId = keyId;
    }

    /// <summary>The id under which it was published; null for a key that was configured.</summary>
    public string? KeyId { get; }

    /// <summary>The length of its signatures in bytes. No other length is looked at.</summary>
    internal int SignatureLength => _modulus.Length;

    /// <summary>Reads a public key (SPKI) in PEM: the text between <c>BEGIN PUBLIC KEY</c> and its end.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="key">The key.</param>
    /// <param name="error">What is wrong, without a piece of the text.</param>
    public static bool TryCreate(
        ReadOnlySpan<char> pem,
        [NotNullWhen(true)] out SigningKey? key,
        [NotNullWhen(false)] out string? error)
    {
        key = null;
        error = "isn't a public key in PEM";
        if (pem.Length > MaxPemLength || !PemEncoding.TryFind(pem, out var fields)) return false;
        if (!pem[fields.Label].SequenceEqual("PUBLIC KEY")) return false;
        var der = new byte[fields.DecodedDataLength];
        if (!Convert.TryFromBase64Chars(pem[fields.Base64Data], der, out var length)) return false;
        return TryImport(der.AsSpan(0, length), out key, out error);
    }

    /// <summary>
    /// Reads one key of a JSON Web Key Set (RFC 7517), with the rules of <see cref="JsonWebKeyReader"/>.
    /// </summary>
    /// <param name="jwk">The JSON object as UTF-8.</param>
    /// <param name="key">The key.</param>
    /// <param name="error">What is wrong.</param>
    public static bool TryCreate(
        ReadOnlySpan<byte> jwk,
        [NotNullWhen(true)] out SigningKey? key,
        [NotNullWhen(false)] out string? error)
    {
        key = JsonWebKeyReader.TryRead(jwk, out var kid, out var parameters, out error)
            ? Create(parameters, kid, out error)
            : null;
        return key is not null;
    }

    /// <summary>Writes it as a JSON Web Key (RFC 7517) in the members and the order of Clerk's own.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="kid">The id to publish it under.</param>
    public void WriteJwk(Utf8JsonWriter json, string kid)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("use"u8, "sig"u8);
        json.WriteString("kty"u8, "RSA"u8);
        json.WriteString("kid"u8, kid);
        json.WriteString("alg"u8, TokenHeader.Algorithm);
        json.WriteString("n"u8, Base64Url.EncodeToString(_modulus));
        json.WriteString("e"u8, Base64Url.EncodeToString(Exponent));
        json.WriteEndObject();
    }

    /// <summary>True for the same numbers under the same id: what one verified, the other would.</summary>
    internal bool IsSameAs(SigningKey other) =>
        ReferenceEquals(this, other)
        || (KeyId == other.KeyId && _modulus.AsSpan().SequenceEqual(other._modulus));

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, section 3.3) over these bytes.</summary>
    internal bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureLength
        && _rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static bool TryImport(ReadOnlySpan<byte> spki, out SigningKey? key, out string? error)
    {
        key = null;
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(spki, out var read);
            if (read == spki.Length) key = Create(rsa.ExportParameters(false), null, out error);
            else error = "has something behind the key";
        }
        catch (CryptographicException)
        {
            error = "isn't an RSA public key";
        }

        return key is not null;
    }

    private static SigningKey? Create(RSAParameters parameters, string? kid, out string? error)
    {
        var modulus = parameters.Modulus.AsSpan();
        var bits = modulus.IsEmpty ? 0 : (modulus.Length * 8) - byte.LeadingZeroCount(modulus[0]);
        error = null;
        if (bits is < MinBits or > MaxBits) error = $"is a key of {bits} bits; expected {MinBits} to {MaxBits}";
        else if (!parameters.Exponent.AsSpan().SequenceEqual(Exponent)) error = "has an exponent other than 65537";
        else if (WeakModulus.IsRoca(modulus)) error = "is of a kind whose primes can be found (ROCA, CVE-2017-15361)";
        if (error is not null) return null;
        try
        {
            return new SigningKey(RSA.Create(parameters), kid);
        }
        catch (CryptographicException)
        {
            error = "isn't an RSA public key";
            return null;
        }
    }
}
