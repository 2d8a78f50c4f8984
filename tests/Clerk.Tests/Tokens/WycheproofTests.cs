using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Tokens;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>
/// The JWS vectors of C2SP/wycheproof, at the layer below claims: their payloads aren't claims, some aren't even JSON.
/// </summary>
public sealed class WycheproofTests
{
    private const string Signatures = "wycheproof/json_web_signature_test";
    private const string Keys = "wycheproof/json_web_key_test";

    // RS256, and labelled valid: 1 in its own group, 5 without "use", 2 of RFC 7520.
    private const int ValidRs256 = 8;

    [Fact]
    public void Signature_Rs256Groups_AcceptTheValidAndNothingElse()
    {
        var (accepted, rejected) = (0, 0);
        foreach (var (group, test) in Tests().Where(pair => IsRs256Key(pair.Group)))
        {
            Assert.True(TryImport(group["public"]!, out var key), (string?)group["comment"]);
            var valid = (string)test["result"]! == "valid";
            Assert.Equal(valid, Accepts((string)test["jws"]!, key!));
            if (valid) accepted++;
            else rejected++;
        }

        Assert.Equal((ValidRs256, 225), (accepted, rejected));
    }

    [Fact]
    public void Signature_KeysForOtherUses_AreRefusedOnImport()
    {
        var groups = Tests().Where(pair => (string?)pair.Group["comment"] == "rsa_encryption").ToList();
        Assert.Equal(2, groups.Count);
        foreach (var (group, _) in groups) Assert.False(TryImport(group["public"]!, out _));
    }

    [Fact]
    public void Signature_EveryTokenWithTheGroupsKey_AcceptsExactlyThoseEight()
    {
        var accepted = new List<int>();
        foreach (var (group, test) in Tests())
        {
            // A key of another kind, or for another algorithm, can't be imported: what is asked for then isn't there.
            if (group["public"] is { } jwk && TryImport(jwk, out var key) && Accepts(Text(test), key!))
                accepted.Add((int)test["tcId"]!);
            else
                Accepts(Text(test), Forge.Key);
        }

        Assert.Equal(ValidRs256, accepted.Count);
    }

    [Fact]
    public void Signature_EveryTokenWithEveryRsaKey_AcceptsOnlyWhatIsWellSigned()
    {
        // The key's own "alg" and "use" are taken away here, so that only the token and the arithmetic decide.
        var accepted = new HashSet<int>();
        var keys = Tests().Select(pair => pair.Group["public"]).Where(jwk => (string?)jwk?["kty"] == "RSA").ToList();
        var distinct = keys.DistinctBy(jwk => (string?)jwk!["n"]).Select(jwk =>
        {
            var stripped = jwk!.DeepClone().AsObject();
            foreach (var name in new[] { "alg", "use", "key_ops" }) stripped.Remove(name);
            Assert.True(TryImport(stripped, out var key));
            return key!;
        }).ToList();
        foreach (var (_, test) in Tests())
        {
            if (distinct.Any(key => Accepts(Text(test), key))) accepted.Add((int)test["tcId"]!);
        }

        // Well signed are three more; what is wrong with them is only what was taken away: the key is for PS512 (332),
        // or for encryption (353, 355).
        int[] wrongOnlyByTheirKeys = [332, 353, 355];
        var valid = Tests().Where(pair => IsRs256Key(pair.Group) && (string)pair.Test["result"]! == "valid");
        Assert.Equal(valid.Select(pair => (int)pair.Test["tcId"]!).Concat(wrongOnlyByTheirKeys).Order(),
            accepted.Order());
    }

    [Fact]
    public void Import_KeyVectors_AcceptTheOneTokenOfAPublicRsaKey()
    {
        // 26 vectors: mixed sets, an id twice, a wrong use, a ROCA key, 1024 bits, an exponent of 1, HMAC, EC and AES
        // keys, private keys. Those that are valid by other algorithms aren't for a verifier of RS256 only.
        var (accepted, all) = (new List<int>(), 0);
        foreach (var group in TestFiles.Vectors(Keys)["testGroups"]!.AsArray())
        {
            foreach (var test in group!["tests"]!.AsArray())
            {
                all++;
                if (Accepts(Text(test!), group["public"] ?? group["private"]!)) accepted.Add((int)test!["tcId"]!);
            }
        }

        Assert.Equal(26, all);
        Assert.Equal([5], accepted);
    }

    [Fact]
    public void Import_KeyVectors_RefuseEachRsaKeyForItsOwnFault()
    {
        var groups = TestFiles.Vectors(Keys)["testGroups"]!.AsArray();
        var problems = new Dictionary<int, string?>();
        foreach (var test in groups.SelectMany(group => group!["tests"]!.AsArray(), (group, test) => (group, test)))
        {
            var keys = test.group!["public"]?["keys"]?.AsArray();
            if ((string?)keys?[0]!["kty"] != "RSA") continue;
            SigningKey.TryCreate(Encoding.UTF8.GetBytes(keys[0]!.ToJsonString()), out _, out var error);
            problems.Add((int)test.test!["tcId"]!, error);
        }

        Assert.Null(problems[5]);
        Assert.Contains("expected", problems[6]!, StringComparison.Ordinal);
        Assert.Contains("ROCA", problems[7]!, StringComparison.Ordinal);
        Assert.Contains("1024 bits", problems[8]!, StringComparison.Ordinal);
        Assert.Contains("exponent", problems[9]!, StringComparison.Ordinal);
        Assert.Contains("expected RS256", problems[24]!, StringComparison.Ordinal);
        Assert.Equal(6, problems.Count);
    }

    private static bool Accepts(string jws, JsonNode set)
    {
        if (set["keys"] is null) set = new JsonObject { ["keys"] = new JsonArray(set.DeepClone()) };
        var token = Encoding.UTF8.GetBytes(jws);
        return SigningKeySet.TryRead(Encoding.UTF8.GetBytes(set.ToJsonString())) is { } keys
            && TokenSignature.ReadHeader(token, out var parts, out var kid) is null
            && keys.Find(kid) is { } key
            && TokenSignature.IsValid(token, parts, key);
    }

    private static bool Accepts(string jws, SigningKey key)
    {
        var token = Encoding.UTF8.GetBytes(jws);
        return TokenSignature.ReadHeader(token, out var parts, out _) is null
            && TokenSignature.IsValid(token, parts, key);
    }

    private static string Text(JsonNode test) =>
        test["jws"] is JsonValue value ? (string)value! : test["jws"]!.ToJsonString();

    private static bool TryImport(JsonNode jwk, out SigningKey? key) =>
        SigningKey.TryCreate(Encoding.UTF8.GetBytes(jwk.ToJsonString()), out key, out _);

    private static bool IsRs256Key(JsonNode group) =>
        (string?)group["public"]?["kty"] == "RSA"
        && (string?)group["public"]!["alg"] == "RS256"
        && (string?)group["comment"] != "rsa_encryption";

    private static IEnumerable<(JsonNode Group, JsonNode Test)> Tests() =>
        from @group in TestFiles.Vectors(Signatures)["testGroups"]!.AsArray()
        from test in @group["tests"]!.AsArray()
        select (@group, test);
}
