using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Identity.Clerk.Tokens;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>
/// Tokens whose header tries to talk the verifier into something: another algorithm, another key, another format.
/// </summary>
public sealed class HeaderAttackTests
{
    private readonly Verifying _verifying = new();

    [Fact]
    public void Verify_GenuineToken_IsAccepted()
    {
        Assert.Equal("user_3K5SJ7JehCLjvRwV89BBzKpu3bj", _verifying.Accept(Forge.Token()).Subject.Value);
        Assert.Equal([Forge.Kid], _verifying.Keys.Asked);
    }

    [Theory]
    [InlineData("\"none\"")]
    [InlineData("\"None\"")]
    [InlineData("\"NONE\"")]
    [InlineData("\"nOnE\"")]
    [InlineData("null")]
    [InlineData("256")]
    [InlineData("[\"RS256\"]")]
    [InlineData("{}")]
    [InlineData("\"\"")]
    [InlineData("\"rs256\"")]
    [InlineData("\"RS256 \"")]
    [InlineData("\"RS384\"")]
    [InlineData("\"RS512\"")]
    [InlineData("\"PS256\"")]
    [InlineData("\"ES256\"")]
    [InlineData("\"EdDSA\"")]
    [InlineData("\"HS256\"")]
    [InlineData("\"\\ud800\"")]
    public void Verify_OtherAlgorithm_IsRefusedUnasked(string algorithm)
    {
        var header = Forge.Header.Replace("\"RS256\"", algorithm, StringComparison.Ordinal);
        Assert.Equal("token-invalid-algorithm", _verifying.RejectUnasked(Forge.Token(header: header)).Reason);
        var unsigned = $"{Forge.Encode(header)}.{Forge.Encode(Forge.Payload())}";
        _verifying.RejectUnasked(unsigned);
        _verifying.RejectUnasked(unsigned + ".");
        _verifying.RejectUnasked(unsigned + ".AA");
    }

    [Fact]
    public void Verify_NoAlgorithm_IsRefusedUnasked()
    {
        var header = Forge.Header.Replace("\"alg\":\"RS256\",", "", StringComparison.Ordinal);
        Assert.Equal("token-invalid-algorithm", _verifying.RejectUnasked(Forge.Token(header: header)).Reason);
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public void Verify_PublicKeyAsHmacSecret_IsRefused(string algorithm)
    {
        var pem = Forge.Rsa.ExportSubjectPublicKeyInfoPem();
        byte[][] secrets =
        [
            Encoding.ASCII.GetBytes(pem), Encoding.ASCII.GetBytes(pem + "\n"), Forge.Rsa.ExportSubjectPublicKeyInfo(),
            Forge.Rsa.ExportRSAPublicKey(), Encoding.ASCII.GetBytes(Forge.Jwk(Forge.Rsa)),
            Forge.Rsa.ExportParameters(false).Modulus!, [], Encoding.ASCII.GetBytes("secret"),
        ];
        foreach (var claimed in new[] { algorithm, "RS256" })
        {
            var header = Forge.Header.Replace("RS256", claimed, StringComparison.Ordinal);
            var signed = $"{Forge.Encode(header)}.{Forge.Encode(Forge.Payload())}";
            foreach (var secret in secrets) _verifying.Reject($"{signed}.{Mac(algorithm, secret, signed)}");
        }
    }

    [Fact]
    public void Verify_OtherPaddingOrHash_IsRefused()
    {
        var signed = $"{Forge.Encode(Forge.Header)}.{Forge.Encode(Forge.Payload())}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        byte[][] signatures =
        [
            Forge.Rsa.SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            Forge.Rsa.SignData(bytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            Forge.Rsa.SignData(bytes, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1),
            Forge.Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        ];
        foreach (var signature in signatures)
        {
            Assert.Same(TokenRejection.InvalidSignature,
                _verifying.Reject($"{signed}.{Base64Url.EncodeToString(signature)}"));
        }
    }

    [Fact]
    public void Verify_BringsItsOwnKey_IsRefusedUnasked()
    {
        var jwk = Forge.Jwk(Forge.OtherRsa);
        string[] members =
        [
            $"\"jwk\":{jwk}", "\"jku\":\"http://127.0.0.1:9/jwks\"", "\"x5u\":\"http://127.0.0.1:9/cert\"",
            "\"x5c\":[\"MIIB\"]", "\"x5t\":\"abc\"", "\"x5t#S256\":\"abc\"", "\"jwk\":null", "\"j\\u0077k\":{}",
        ];
        foreach (var member in members)
        {
            var header = With(member);
            Assert.Equal("token-invalid",
                _verifying.RejectUnasked(Forge.Token(header: header, rsa: Forge.OtherRsa)).Reason);
            _verifying.RejectUnasked(Forge.Token(header: header));
        }
    }

    [Theory]
    [InlineData("\"crit\":[\"b64\"],\"b64\":false")]
    [InlineData("\"crit\":[\"exp\"]")]
    [InlineData("\"crit\":[]")]
    [InlineData("\"crit\":[\"x\",\"x\"],\"x\":1")]
    [InlineData("\"crit\":null")]
    [InlineData("\"b64\":false")]
    [InlineData("\"b64\":true")]
    [InlineData("\"zip\":\"DEF\"")]
    [InlineData("\"cty\":\"JWT\"")]
    [InlineData("\"enc\":\"A256GCM\"")]
    public void Verify_ChangesTheFormat_IsRefusedUnasked(string member) =>
        Assert.Equal("token-invalid", _verifying.RejectUnasked(Forge.Token(header: With(member))).Reason);

    [Theory]
    [InlineData("\"oiat\":1790845212")]
    [InlineData("\"x\":{\"crit\":[1]}")]
    [InlineData("\"\\ud800\":1")]
    public void Verify_UnknownMember_IsIgnored(string member) => _verifying.Accept(Forge.Token(header: With(member)));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("[\"ins_3FzDrGx6NLNSgdnKRO6uvKKM3UN\"]")]
    [InlineData("\"ins 1\"")]
    [InlineData("\"ins_\\u0000\"")]
    [InlineData("\"ins_3FzDrGx6NLNSgdnKRO6uvKKM3UN \"")]
    [InlineData("\"іns_3FzDrGx6NLNSgdnKRO6uvKKM3UN\"")]
    [InlineData("\"x' UNION SELECT '1';--\"")]
    [InlineData("\"|sleep 10\"")]
    [InlineData("\"\\ud800\"")]
    public void Verify_KeyIdIsNone_IsRefusedUnasked(string kid) =>
        Assert.Equal("token-invalid", _verifying.RejectUnasked(Forge.Token(header: WithKid(kid))).Reason);

    [Fact]
    public void Verify_HugeKeyId_IsRefusedUnasked()
    {
        _verifying.RejectUnasked(Forge.Token(header: WithKid($"\"{new string('k', 5000)}\"")));
        _verifying.RejectUnasked(Forge.Token(header: WithKid($"\"{new string('k', 129)}\"")));
    }

    [Theory]
    [InlineData("ins_unknown")]
    [InlineData("INS_3FzDrGx6NLNSgdnKRO6uvKKM3UN")]
    [InlineData("../../dev/null")]
    [InlineData("/invalid_path")]
    [InlineData("__proto__")]
    [InlineData("constructor")]
    public void Verify_OtherKeyId_IsAskedForOnceAndExactly(string kid)
    {
        Assert.Equal("jwk-kid-mismatch", _verifying.Reject(Forge.Token(header: WithKid($"\"{kid}\""))).Reason);
        Assert.Equal([kid], _verifying.Keys.Asked);
    }

    [Fact]
    public void Verify_NoKeyId_AsksForTheEmptyOne()
    {
        var header = Forge.Header.Replace($"\"kid\":\"{Forge.Kid}\",", "", StringComparison.Ordinal);
        Assert.Equal("jwk-kid-mismatch", _verifying.Reject(Forge.Token(header: header)).Reason);
        Assert.Equal([""], _verifying.Keys.Asked);
    }

    [Theory]
    [InlineData("\"at+jwt\"")]
    [InlineData("\"application/at+jwt\"")]
    [InlineData("\"JWE\"")]
    [InlineData("\"jwt\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("1")]
    public void Verify_OtherType_IsRefusedUnasked(string type)
    {
        var header = Forge.Header.Replace("\"JWT\"", type, StringComparison.Ordinal);
        Assert.Same(TokenRejection.InvalidType, _verifying.RejectUnasked(Forge.Token(header: header)));
    }

    [Theory]
    [InlineData("\"cl_B7d4PD222AAA\"")]
    [InlineData("\"cl_B7d4PD333AAA\"")]
    [InlineData("\"cl_B7d4PD444AAA\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("1")]
    public void Verify_OtherCategory_IsRefusedUnasked(string category)
    {
        var header = Forge.Header.Replace("\"cl_B7d4PD111AAA\"", category, StringComparison.Ordinal);
        Assert.Same(TokenRejection.InvalidCategory, _verifying.RejectUnasked(Forge.Token(header: header)));
    }

    [Fact]
    public void Verify_TypeOrCategoryAbsent_IsAccepted()
    {
        _verifying.Accept(Forge.Token(header: Forge.Header.Replace(",\"typ\":\"JWT\"", "", StringComparison.Ordinal)));
        _verifying.Accept(
            Forge.Token(header: Forge.Header.Replace("\"cat\":\"cl_B7d4PD111AAA\",", "", StringComparison.Ordinal)));
        _verifying.Accept(
            Forge.Token(header: Forge.Header.Replace("cl_B7d4PD111AAA", "cl_I7d4PD111III", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"alg\":\"RS256\"")]
    [InlineData("\"a\\u006cg\":\"none\"")]
    [InlineData("\"kid\":\"ins_other\"")]
    [InlineData("\"typ\":\"JWT\"")]
    [InlineData("\"cat\":\"cl_B7d4PD111AAA\"")]
    public void Verify_MemberTwice_IsRefusedUnasked(string member) =>
        Assert.Equal("token-invalid", _verifying.RejectUnasked(Forge.Token(header: With(member))).Reason);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"RS256\"")]
    [InlineData("{}x")]
    [InlineData("{'alg':'RS256'}")]
    [InlineData("\ufeff" + Forge.Header)]
    [InlineData(Forge.Header + "{}")]
    [InlineData("{\"alg\":\"RS256\"")]
    public void Verify_HeaderIsNoObject_IsRefusedUnasked(string header) =>
        _verifying.RejectUnasked(Forge.Token(header: header));

    [Fact]
    public void Verify_HeaderNotUtf8_IsRefusedUnasked()
    {
        var header = Encoding.UTF8.GetBytes(With("\"x\":\"~\""));
        header[Array.IndexOf(header, (byte)'~')] = 0xc0;
        _verifying.RejectUnasked(Forge.Token(Encoding.UTF8.GetBytes(Forge.Payload()), header));
    }

    private static string With(string member) => Forge.Header[..^1] + "," + member + "}";

    private static string WithKid(string kid) =>
        Forge.Header.Replace($"\"{Forge.Kid}\"", kid, StringComparison.Ordinal);

    private static string Mac(string algorithm, byte[] secret, string signed)
    {
        var bytes = Encoding.ASCII.GetBytes(signed);
        return Base64Url.EncodeToString(algorithm switch
        {
            "HS256" => HMACSHA256.HashData(secret, bytes),
            "HS384" => HMACSHA384.HashData(secret, bytes),
            _ => HMACSHA512.HashData(secret, bytes),
        });
    }
}
