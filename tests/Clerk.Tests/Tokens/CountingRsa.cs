using System.Security.Cryptography;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>A public key that counts how often it is used.</summary>
internal sealed class CountingRsa : RSA
{
    private readonly RSA _rsa;
    private int _verifications;

    public CountingRsa(RSA rsa)
    {
        _rsa = Create(rsa.ExportParameters(false));
        KeySizeValue = _rsa.KeySize;
    }

    public int Verifications => Volatile.Read(ref _verifications);

    public override RSAParameters ExportParameters(bool includePrivateParameters) => _rsa.ExportParameters(false);

    public override void ImportParameters(RSAParameters parameters) => throw new NotSupportedException();

    public override bool VerifyHash(
        ReadOnlySpan<byte> hash,
        ReadOnlySpan<byte> signature,
        HashAlgorithmName hashAlgorithm,
        RSASignaturePadding padding)
    {
        Interlocked.Increment(ref _verifications);
        return _rsa.VerifyHash(hash, signature, hashAlgorithm, padding);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _rsa.Dispose();
        base.Dispose(disposing);
    }
}
