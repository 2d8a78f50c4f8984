using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Identity.Clerk.Tokens;
using Identity.Testing;

namespace Identity.Clerk.Tests.Tokens;

public sealed class SigningKeyTests
{
    private static readonly byte[] Data = [.. "signed"u8];

    public static TheoryData<string, string> WrongMembers() => new()
    {
        { "\"use\":\"enc\",", "use: expected sig" },
        { "\"use\":null,", "use: expected a string" },
        { "\"key_ops\":[\"encrypt\"],", "key_ops: not to verify" },
        { "\"key_ops\":[],", "key_ops: not to verify" },
        { "\"key_ops\":\"verify\",", "key_ops: expected a list" },
        { "\"alg\":\"RS512\",", "alg: expected RS256" },
        { "\"alg\":\"PS256\",", "alg: expected RS256" },
        { "\"d\":\"AQ\",", "d: not in a public key" },
        { "\"p\":\"AQ\",", "p: not in a public key" },
        { "\"k\":\"AQ\",", "k: not in a public key" },
        { "\"kty\":\"oct\",", "kty: expected RSA" },
        { "\"kty\":\"RSA\",", "kty: given twice" },
        { "\"kid\":\"ins_other\",", "kid: given twice" },
        { "\"n\":\"AQAB\",", "n: given twice" },
    };

    [Theory]
    [InlineData("")]
    [InlineData("\"use\":\"sig\",")]
    [InlineData("\"key_ops\":[\"sign\",\"verify\"],")]
    [InlineData("\"alg\":\"RS256\",\"x5t\":\"ignored\",")]
    public void TryCreate_Jwk_Verifies(string more)
    {
        Assert.True(
            SigningKey.TryCreate(Encoding.UTF8.GetBytes(Forge.Jwk(Forge.Rsa, more: more)), out var key, out var error),
            error);
        Assert.Equal(Forge.Kid, key.KeyId);
        Assert.True(key.Verifies(Data, Sign(Forge.Rsa)));
        Assert.False(key.Verifies(Data, Sign(Forge.OtherRsa)));
    }

    [Theory]
    [MemberData(nameof(WrongMembers))]
    public void TryCreate_JwkWithSomethingAgainstIt_IsRefused(string more, string expected) =>
        Assert.Equal(expected, ProblemWith(Forge.Jwk(Forge.Rsa, more: more)));

    [Theory]
    [InlineData("kty")]
    [InlineData("kid")]
    [InlineData("n")]
    [InlineData("e")]
    public void TryCreate_JwkWithoutARequiredMember_IsRefused(string member)
    {
        var jwk = Forge.Jwk(Forge.Rsa).Replace($"\"{member}\":", $"\"x-{member}\":", StringComparison.Ordinal);
        Assert.Equal($"{member}: missing", ProblemWith(jwk));
    }

    [Theory]
    [InlineData("AQ")]
    [InlineData("Aw")]
    [InlineData("AAEAAQ")]
    [InlineData("AQAC")]
    [InlineData("AQABAA")]
    [InlineData("")]
    [InlineData("AQAB==")]
    public void TryCreate_OtherExponent_IsRefused(string exponent)
    {
        var jwk = Forge.Jwk(Forge.Rsa).Replace("\"e\":\"AQAB\"", $"\"e\":\"{exponent}\"", StringComparison.Ordinal);
        Assert.StartsWith("e", ProblemWith(jwk).Replace("has an exponent", "e", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1024, false)]
    [InlineData(2040, false)]
    [InlineData(2048, true)]
    [InlineData(3072, true)]
    public void TryCreate_Size_IsBounded(int bits, bool expected)
    {
        using var rsa = RSA.Create(bits);
        Assert.Equal(expected, SigningKey.TryCreate(Encoding.UTF8.GetBytes(Forge.Jwk(rsa)), out _, out _));
        Assert.Equal(expected, SigningKey.TryCreate(rsa.ExportSubjectPublicKeyInfoPem(), out _, out _));
    }

    [Fact]
    public void TryCreate_HugeModulus_IsRefusedBeforeItIsUsed()
    {
        var modulus = Base64Url.EncodeToString([0x80, .. new byte[512]]);
        var jwk = $$"""{"kty":"RSA","kid":"k","n":"{{modulus}}","e":"AQAB"}""";
        Assert.Contains("4104 bits", ProblemWith(jwk), StringComparison.Ordinal);
    }

    [Fact]
    public void TryCreate_ModulusOfTheRocaLibrary_IsRefused()
    {
        // Its primes are k * M + (65537^a mod M), M being the product of the first 126 primes; whether they are prime
        // doesn't matter here.
        var primes = Enumerable.Range(2, 700).Where(n => Enumerable.Range(2, n - 2).All(d => n % d != 0)).Take(126);
        var product = primes.Aggregate(BigInteger.One, (all, prime) => all * prime);
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        for (var i = 0; i < 20; i++)
        {
            var modulus = (Factor(random, product) * Factor(random, product))
                .ToByteArray(isUnsigned: true, isBigEndian: true);
            var jwk = $$"""{"kty":"RSA","kid":"k","n":"{{Base64Url.EncodeToString(modulus)}}","e":"AQAB"}""";
            Assert.Contains("ROCA", ProblemWith(jwk), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TryCreate_ModulusWithLeadingZero_IsRefused()
    {
        var modulus = Base64Url.EncodeToString([0, .. Forge.Rsa.ExportParameters(false).Modulus!]);
        Assert.Equal("n: not a number in base64url",
            ProblemWith($$"""{"kty":"RSA","kid":"k","n":"{{modulus}}","e":"AQAB"}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("<html>")]
    public void TryCreate_NoJwk_IsRefused(string json) => ProblemWith(json);

    [Fact]
    public void TryCreate_Pem_Verifies()
    {
        Assert.True(SigningKey.TryCreate(Forge.Rsa.ExportSubjectPublicKeyInfoPem(), out var key, out _));
        Assert.Null(key.KeyId);
        Assert.True(key.Verifies(Data, Sign(Forge.Rsa)));
    }

    [Fact]
    public void TryCreate_OtherPem_IsRefused()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var spki = Forge.Rsa.ExportSubjectPublicKeyInfo();
        string[] others =
        [
            "", "x", Forge.Rsa.ExportRSAPublicKeyPem(), Forge.Rsa.ExportPkcs8PrivateKeyPem(),
                Forge.Rsa.ExportRSAPrivateKeyPem(),
            ec.ExportSubjectPublicKeyInfoPem(), PemEncoding.WriteString("PUBLIC KEY", [.. spki, 0]),
            PemEncoding.WriteString("PUBLIC KEY", spki.AsSpan(0, 100)), PemEncoding.WriteString("PUBLIC KEY", []),
            PemEncoding.WriteString("CERTIFICATE", spki),
                new string('\n', 10_000) + Forge.Rsa.ExportSubjectPublicKeyInfoPem(),
        ];
        foreach (var pem in others)
        {
            Assert.False(SigningKey.TryCreate(pem, out var key, out var error));
            Assert.Null(key);
            Assert.NotEmpty(error);
        }
    }

    [Fact]
    public void Verifies_SignatureOfAnotherLength_IsFalse()
    {
        var signature = Sign(Forge.Rsa);
        Assert.False(Forge.Key.Verifies(Data, signature.AsSpan(0, 255)));
        Assert.False(Forge.Key.Verifies(Data, [0, .. signature]));
        Assert.False(Forge.Key.Verifies(Data, []));
    }

    [Fact]
    public void Verifies_FromManyThreads_IsRightEveryTime()
    {
        var (right, wrong) = (Sign(Forge.Rsa), Sign(Forge.OtherRsa));
        var key = Forge.KeyOf(Forge.Rsa);
        var mistakes = 0;
        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
        {
            if (key.Verifies(Data, i % 2 == 0 ? right : wrong) != (i % 2 == 0)) Interlocked.Increment(ref mistakes);
        });
        Assert.Equal(0, mistakes);
    }

    // 1024 bits, the highest two of them set, so that the product of two has 2048.
    private static BigInteger Factor(Random random, BigInteger product)
    {
        var part = BigInteger.ModPow(65537, random.NextInt64(), product);
        return ((((BigInteger)3 << 1022) + random.NextInt64()) / product * product) + product + part;
    }

    private static byte[] Sign(RSA rsa) => rsa.SignData(Data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static string ProblemWith(string jwk)
    {
        Assert.False(SigningKey.TryCreate(Encoding.UTF8.GetBytes(jwk), out var key, out var error));
        Assert.Null(key);
        return error;
    }
}
