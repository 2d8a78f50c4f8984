using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Identity.WebFront.ForwardAuth.Assertions;

/// <summary>An EC P-256 key that assertions are signed with, or only verified.</summary>
/// <remarks>Lives until the process ends: a signature may be under way when the key is retired.</remarks>
internal sealed class AssertionKey
{
    private const string CurveOid = "1.2.840.10045.3.1.7";

    private readonly Lock _lock = new();
    private readonly ECDsa _key;

    // ECDsa doesn't promise that several threads may use one: as many as sign at once have one each.
    private readonly ConcurrentBag<ECDsa> _signers = [];

    /// <param name="key">The key; its curve must be P-256.</param>
    /// <param name="activeFrom">When it begins to sign.</param>
    /// <exception cref="CryptographicException">It is no P-256 key.</exception>
    public AssertionKey(ECDsa key, DateTimeOffset activeFrom)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        if (parameters.Curve.Oid.Value != CurveOid)
            throw new CryptographicException("The key isn't on the curve P-256.");
        _key = key;
        ActiveFrom = activeFrom;
        X = Base64Url.EncodeToString(parameters.Q.X);
        Y = Base64Url.EncodeToString(parameters.Q.Y);
        Id = Thumbprint(X, Y);
    }

    /// <summary>The <c>kid</c>: the key's thumbprint by RFC 7638.</summary>
    public string Id { get; }

    /// <summary>When it begins to sign. It is published before.</summary>
    public DateTimeOffset ActiveFrom { get; }

    /// <summary>The point's x coordinate, base64url.</summary>
    public string X { get; }

    /// <summary>The point's y coordinate, base64url.</summary>
    public string Y { get; }

    /// <summary>Makes a new key.</summary>
    public static AssertionKey Create(DateTimeOffset activeFrom) =>
        new(ECDsa.Create(ECCurve.NamedCurves.nistP256), activeFrom);

    /// <summary>Signs as ES256 does: both numbers one after the other (RFC 7518, section 3.4).</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        const DSASignatureFormat Format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation;

        var signer = _signers.TryTake(out var idle) ? idle : NewSigner();
        var signature = signer.SignData(data, HashAlgorithmName.SHA256, Format);
        _signers.Add(signer);
        return signature;
    }

    /// <summary>The private key in PEM, encrypted when there is a password.</summary>
    public string ExportPem(string? password)
    {
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 100_000);
        lock (_lock)
        {
            return password is null
                ? _key.ExportPkcs8PrivateKeyPem()
                : _key.ExportEncryptedPkcs8PrivateKeyPem(password, encryption);
        }
    }

    public override string ToString() => Id;

    private ECDsa NewSigner()
    {
        lock (_lock) return ECDsa.Create(_key.ExportParameters(includePrivateParameters: true));
    }

    private static string Thumbprint(string x, string y) => Base64Url.EncodeToString(
        SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
}
