using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Identity.Clerk.Tokens;
using Identity.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Identity.Micro.Tokens;

/// <summary>The verification of a session token.</summary>
public class TokenBenchmarks
{
    private readonly TokenMinter _minter = new();
    private readonly JsonWebTokenHandler _handler = new();
    private readonly RSA _rsa = RSA.Create();
    private SessionTokenVerifier _forgetful = null!;
    private SessionTokenVerifier _remembering = null!;
    private TokenValidationParameters _parameters = null!;
    private string _token = "";
    private byte[] _signed = [];
    private byte[] _signature = [];

    [GlobalSetup]
    public void SetUp()
    {
        _token = _minter.Mint("user_1", "sess_1", TimeProvider.System.GetUtcNow(), change: payload =>
            payload["exp"] = payload["iat"]!.GetValue<long>() + 3600);
        var end = _token.LastIndexOf('.');
        _signed = Encoding.ASCII.GetBytes(_token[..end]);
        _signature = Base64Url.DecodeFromChars(_token.AsSpan(end + 1));
        _rsa.ImportFromPem(_minter.Pem);
        if (!PemKeySource.TryCreate(_minter.Pem, out var keys, out var error))
            throw new InvalidOperationException(error);
        _remembering = new(keys, new SessionTokenOptions { Issuer = TokenMinter.Issuer }, TimeProvider.System);
        _forgetful = new(
            keys,
            new SessionTokenOptions { Issuer = TokenMinter.Issuer, MaxRememberedTokens = 0 },
            TimeProvider.System);
        _parameters = new TokenValidationParameters
        {
            IssuerSigningKey = new RsaSecurityKey(_rsa),
            ValidIssuer = TokenMinter.Issuer,
            ValidateAudience = false,
        };
    }

    [Benchmark(Baseline = true, Description = "RSA-2048 verification alone")]
    public bool Rsa() =>
        _rsa.VerifyData(_signed, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    [Benchmark(Description = "this project, a new token")]
    public ValueTask<TokenVerification> New() => _forgetful.VerifyAsync(_token, CancellationToken.None);

    [Benchmark(Description = "this project, a remembered token")]
    public ValueTask<TokenVerification> Remembered() => _remembering.VerifyAsync(_token, CancellationToken.None);

    [Benchmark(Description = "JsonWebTokenHandler")]
    public Task<TokenValidationResult> Handler() => _handler.ValidateTokenAsync(_token, _parameters);
}
