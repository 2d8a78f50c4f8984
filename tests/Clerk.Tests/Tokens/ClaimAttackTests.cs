using System.Text;
using Identity.Clerk.Tokens;
using Identity.Testing;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>Tokens that Clerk's key signed, but that aren't session tokens of this instance, or not any more.</summary>
public sealed class ClaimAttackTests
{
    private const string Party = "https://app.northwind.example";
    private readonly Verifying _verifying = new();

    [Theory]
    [InlineData("sub", "\"user_other\"")]
    [InlineData("su\\u0062", "\"user_other\"")]
    [InlineData("sid", "\"sess_other\"")]
    [InlineData("exp", "9999999999")]
    [InlineData("e\\u0078p", "9999999999")]
    [InlineData("iss", "\"https://clerk.northwind.example\"")]
    [InlineData("azp", "\"https://app.northwind.example\"")]
    [InlineData("sts", "\"active\"")]
    [InlineData("v", "2")]
    [InlineData("o", "{}")]
    [InlineData("fea", "\"\"")]
    [InlineData("act", "null")]
    public void Verify_ClaimTwice_IsRefused(string claim, string value)
    {
        var payload = Forge.Payload(claims => claims["act"] = null);
        _verifying.Accept(Forge.Token(payload));
        _verifying.Reject(Forge.Token($"{{\"{claim}\":{value},{payload[1..]}"));
        _verifying.Reject(Forge.Token($"{payload[..^1]},\"{claim}\":{value}}}"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("1")]
    [InlineData("\"x\"")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}}")]
    [InlineData("{} {}")]
    [InlineData("{\"sub\":\"user_1\",}")]
    [InlineData("{'sub':'user_1'}")]
    [InlineData("/* */{}")]
    [InlineData("{\"sub\":\"user_1\"}//")]
    [InlineData("{\"exp\":NaN}")]
    [InlineData("{\"exp\":Infinity}")]
    [InlineData("{\"exp\":0x7fffffff}")]
    [InlineData("{\"exp\":+1790845272}")]
    [InlineData("{\"exp\":01790845272}")]
    public void Verify_PayloadIsNoObject_IsInvalid(string payload) =>
        Assert.Equal("token-invalid", _verifying.Reject(Forge.Token(payload)).Reason);

    [Fact]
    public void Verify_PayloadNotOneText_IsInvalid()
    {
        var payload = Forge.Payload();
        Assert.Equal("token-invalid", _verifying.Reject(Forge.Token("\ufeff" + payload)).Reason);
        Assert.Equal("token-invalid", _verifying.Reject(Forge.Token(payload + "x")).Reason);
        Assert.Equal("token-invalid", _verifying.Reject(Forge.Token(payload + payload)).Reason);
        var bytes = Encoding.UTF8.GetBytes(Forge.Payload(claims => claims["x"] = "~"));
        bytes[Array.IndexOf(bytes, (byte)'~')] = 0xff;
        Assert.Equal("token-invalid",
            _verifying.Reject(Forge.Token(bytes, Encoding.ASCII.GetBytes(Forge.Header))).Reason);
    }

    [Theory]
    [InlineData("sub", "null 1 \"\" [] {} true \"x\" \"org_1\" \"mch_1\" \"user_\" \"user_\\u0000\" \"\\ud800\"",
        "token-verification-failed")]
    [InlineData("sid", "null 1 \"\" [] {} \"x\" \"user_1\"", "token-verification-failed")]
    [InlineData("iss",
        "null 1 \"\" [] \"https://clerk.other.example\" \"https://clerk.northwind.example/\" "
        + "\"https://CLERK.northwind.example\" \"http://clerk.northwind.example\" \"\\ud800\"",
        "token-invalid-issuer")]
    [InlineData("exp",
        "null \"9999999999\" 1e10 1e400 -1 1790845280.5 9007199254740993 9223372036854775808 "
        + "18446744073709551616 true [] {} 253402300800",
        "token-verification-failed")]
    [InlineData("exp", "0 1 1790845215 1790845100", "token-expired")]
    [InlineData("nbf", "null \"1\" 1.5 1e400 -1 [] true 99999999999999999999 253402300800",
        "token-verification-failed")]
    [InlineData("nbf", "1790845226 253402300799", "token-not-active-yet")]
    [InlineData("iat", "null \"1\" 1.5 1e400 -1 [] true 99999999999999999999 253402300800",
        "token-verification-failed")]
    [InlineData("iat", "1790845226 253402300799", "token-iat-in-the-future")]
    [InlineData("azp", "1 [] [\"https://app.northwind.example\"] {} true", "token-invalid-authorized-parties")]
    [InlineData("v", "null 0 3 -1 2.5 \"2\" true []", "token-verification-failed")]
    [InlineData("sts", "\"\" \"Active\" \"unknown\" 1 [] true", "token-verification-failed")]
    [InlineData("fva", "1 \"1\" [] [1] [1,2,3] [1,\"2\"] [1.5,2] [-2,1] [1,2147483648] [null,1] {}",
        "token-verification-failed")]
    [InlineData("act",
        "1 \"x\" [] {} {\"sub\":1} {\"sub\":null} {\"sub\":\"a\",\"sid\":1} {\"sub\":\"a\",\"sub\":\"b\"}",
        "token-verification-failed")]
    [InlineData("o",
        "1 \"x\" [] {} {\"id\":1} {\"id\":null} {\"id\":\"user_1\"} {\"id\":\"org_1\",\"rol\":1} "
        + "{\"id\":\"org_1\",\"per\":[]} {\"id\":\"org_1\",\"fpm\":3} {\"id\":\"org_1\",\"slg\":{}} "
        + "{\"id\":\"org_1\",\"id\":\"org_2\"}",
        "token-verification-failed")]
    [InlineData("fea", "1 [] {} true", "token-verification-failed")]
    [InlineData("pla", "1 [] {} true", "token-verification-failed")]
    public void Verify_ClaimWrong_IsRefused(string claim, string values, string reason)
    {
        foreach (var value in values.Split(' '))
            Assert.Equal(reason, _verifying.Reject(Forge.Token(Forge.PayloadWith(claim, value))).Reason);
    }

    [Theory]
    [InlineData("sub", "token-verification-failed")]
    [InlineData("sid", "token-verification-failed")]
    [InlineData("exp", "token-verification-failed")]
    [InlineData("iss", "token-invalid-issuer")]
    public void Verify_RequiredClaimMissing_IsRefused(string claim, string reason) =>
        Assert.Equal(reason, _verifying.Reject(Forge.Token(Forge.Payload(claims => claims.Remove(claim)))).Reason);

    [Theory]
    [InlineData("azp")]
    [InlineData("iat")]
    [InlineData("nbf")]
    [InlineData("jti")]
    [InlineData("fva")]
    [InlineData("pla")]
    [InlineData("fea")]
    [InlineData("sts")]
    [InlineData("o")]
    public void Verify_OptionalClaimMissing_IsAccepted(string claim) =>
        _verifying.Accept(Forge.Token(Forge.Payload(claims => claims.Remove(claim))));

    [Theory]
    [InlineData(null)]
    [InlineData("\"https://other.example\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("\"null\"")]
    [InlineData("[\"https://app.northwind.example\"]")]
    [InlineData("\"https://APP.northwind.example\"")]
    [InlineData("\"https://app.northwind.example/\"")]
    [InlineData("\"https://app.northwind.example \"")]
    public void Verify_NotAnAuthorizedParty_IsRefused(string? party)
    {
        var verifying = new Verifying(["https://first.example", Party]);
        var payload = party is null ? Forge.Payload(claims => claims.Remove("azp")) : Forge.PayloadWith("azp", party);
        Assert.Equal("token-invalid-authorized-parties", verifying.Reject(Forge.Token(payload)).Reason);
    }

    [Fact]
    public void Verify_AuthorizedParty_IsAccepted()
    {
        Assert.Equal(Party, new Verifying(["https://first.example", Party]).Accept(Forge.Token()).AuthorizedParty);
        Assert.Equal(Party, _verifying.Accept(Forge.Token()).AuthorizedParty);
        var escaped = Forge.PayloadWith("azp", "\"\\u0068ttps://app.northwind.example\"");
        Assert.Equal(Party, new Verifying([Party]).Accept(Forge.Token(escaped)).AuthorizedParty);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("[\"x\",1]")]
    [InlineData("{}")]
    public void Verify_AnyAudience_IsIgnored(string audience) =>
        _verifying.Accept(Forge.Token(Forge.PayloadWith("aud", audience)));

    [Fact]
    public void Verify_OtherInstance_IsRefused()
    {
        // Instance B's token with A's key id; and B's issuer under A's key, as when the two share a cache of keys.
        Assert.Same(TokenRejection.InvalidSignature, _verifying.Reject(Forge.Token(rsa: Forge.OtherRsa)));
        var payload = Forge.PayloadWith("iss", "\"https://clerk.other.example\"");
        Assert.Same(TokenRejection.InvalidIssuer, _verifying.Reject(Forge.Token(payload)));
    }

    [Fact]
    public void Verify_ClaimsWrongAndSignatureWrong_SpeaksOfTheSignatureOnly()
    {
        foreach (var claim in Forge.Claims().Select(member => member.Key))
        {
            var token = Forge.Token(Forge.PayloadWith(claim, "[]"), rsa: Forge.OtherRsa);
            Assert.Same(TokenRejection.InvalidSignature, _verifying.Reject(token));
        }
    }

    [Fact]
    public void Verify_JwtTemplate_IsRefused()
    {
        var sample = TestFiles.Vectors("session-claims")["jwt template (header.cat differs, no sid/v/pla/fea)"]!;
        var token = Forge.Token(sample["payload"]!.ToJsonString(), sample["header"]!.ToJsonString());
        Assert.Same(TokenRejection.InvalidCategory, _verifying.RejectUnasked(token));
        Assert.Same(TokenRejection.InvalidSession, _verifying.Reject(Forge.Token(sample["payload"]!.ToJsonString())));
    }

    [Fact]
    public void Verify_HugeSubject_IsRefused() =>
        Assert.Equal(
            "token-verification-failed",
            _verifying.Reject(Forge.Token(Forge.PayloadWith("sub", $"\"user_{new string('a', 5000)}\""))).Reason);

    [Theory]
    [InlineData("exp")]
    [InlineData("iat")]
    [InlineData("fva")]
    [InlineData("v")]
    public void Verify_NumberOfThousandsOfDigits_IsRefused(string claim) =>
        Assert.Equal(
            "token-verification-failed",
            _verifying.Reject(Forge.Token(Forge.PayloadWith(claim, new string('9', 5000)))).Reason);

    [Fact]
    public void Verify_ManyClaims_AreReadOnce()
    {
        var many = string.Concat(Enumerable.Range(0, 500).Select(i => $"\"{i}\":1,"));
        _verifying.Accept(Forge.Token("{" + many + Forge.Payload()[1..]));
    }

    [Fact]
    public void Verify_HugeBitmap_GrantsNothing()
    {
        var payload = Forge.Payload(claims => claims["o"]!["fpm"] = new string('9', 4000));
        Assert.Empty(_verifying.Accept(Forge.Token(payload)).Organization!.Permissions);
    }

    [Fact]
    public void Verify_TooManyFeatures_IsRefused()
    {
        Assert.Equal(1000, _verifying.Accept(Forge.Token(With(1000))).Features.Length);
        Assert.Same(TokenRejection.InvalidClaims, _verifying.Reject(Forge.Token(With(1001))));
        static string With(int count) =>
            Forge.Payload(claims => claims["fea"] = string.Join(',', Enumerable.Repeat("o:f", count)));
    }

    [Fact]
    public void Verify_RandomClaims_NeverThrow()
    {
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        string[] values =
        [
            "null", "0", "-1", "1e400", "\"\"", "\"x\"", "[]", "{}", "true", "\"\\ud800\"", "[1,2]",
            "{\"sub\":\"a\"}", "1790845272", "2",
        ];
        string[] extra = ["act", "org_id", "org_role", "org_permissions", "aud", "cat", "\\ud800"];
        for (var i = 0; i < 3000; i++)
        {
            var sample = random.Next(2) == 0 ? "v2 with organization" : "v1 with organization";
            var names = Forge.Claims(sample).Select(member => member.Key).Concat(extra).ToArray();
            var payload = Forge.PayloadWith("@", "1", sample);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                payload = Replace(payload, names[random.Next(names.Length)], values[random.Next(values.Length)]);
            }

            _verifying.Verify(Forge.Token(payload));
        }
    }

    private static string Replace(string payload, string name, string value)
    {
        var start = payload.IndexOf($"\"{name}\":\"", StringComparison.Ordinal);
        if (start < 0) return $"{payload[..^1]},\"{name}\":{value}}}";
        var end = payload.IndexOf('"', start + name.Length + 4) + 1;
        return $"{payload[..start]}\"{name}\":{value}{payload[end..]}";
    }
}
