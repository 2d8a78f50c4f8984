using System.Security.Cryptography;
using Identity.Clerk.Tokens;
using Identity.Testing;

namespace Identity.Performance.Tests;

/// <summary>
/// What the verification of a token may cost, with wide margins; bench/Micro measures what it does cost.
/// </summary>
public sealed class TokenCostTests : IDisposable
{
    private readonly TokenMinter _minter = new();
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly byte[] _data = new byte[500];
    private readonly byte[] _signature;
    private readonly string _token;

    public TokenCostTests()
    {
        _signature = _rsa.SignData(_data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _token = _minter.Mint("user_1", "sess_1", TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public void Verify_Remembered_AllocatesNextToNothing()
    {
        var verifier = Verifier(remembered: 16);
        Assert.InRange(Allocation.Of(() => Verify(verifier)), 0, 128);
    }

    [Fact]
    public void Verify_New_AllocatesAFewTimesItsLength()
    {
        var verifier = Verifier(remembered: 0);
        Assert.InRange(Allocation.Of(() => Verify(verifier)), 0, 6 * _token.Length);
    }

    [Fact]
    public void Verify_Remembered_IsManyTimesCheaperThanASignature()
    {
        var verifier = Verifier(remembered: 16);
        Assert.InRange(Ratio.Of(() => Verify(verifier), VerifySignature, calls: 300), 0, 0.2);
    }

    [Fact]
    public void Verify_New_CostsLittleMoreThanItsSignature()
    {
        var verifier = Verifier(remembered: 0);
        Assert.InRange(Ratio.Of(() => Verify(verifier), VerifySignature, calls: 300), 0, 2.5);
    }

    public void Dispose()
    {
        _minter.Dispose();
        _rsa.Dispose();
    }

    private SessionTokenVerifier Verifier(int remembered)
    {
        Assert.True(PemKeySource.TryCreate(_minter.Pem, out var keys, out var error), error);
        return new SessionTokenVerifier(
            keys,
            new SessionTokenOptions { Issuer = TokenMinter.Issuer, MaxRememberedTokens = remembered },
            TimeProvider.System);
    }

    private void Verify(SessionTokenVerifier verifier)
    {
        var verifying = verifier.VerifyAsync(_token, CancellationToken.None);
        Assert.True(verifying.IsCompletedSuccessfully && verifying.Result.IsAccepted);
    }

    private void VerifySignature() => Assert.True(
        _rsa.VerifyData(_data, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
}
