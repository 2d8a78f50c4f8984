using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Webhooks;
using Identity.Testing;

namespace Identity.Clerk.Tests.Webhooks;

/// <summary>The signature cases of Svix's and Clerk's own libraries.</summary>
public sealed class SvixVectorTests
{
    private static readonly Dictionary<string, JsonNode> Rows =
        TestFiles.Vectors("svix-signatures")["rows"]!.AsArray().ToDictionary(row => (string)row!["name"]!, row => row!);

    public static TheoryData<string> Names() => new(Rows.Keys);

    [Fact]
    public void Rows_All_AreThere() => Assert.Equal(45, Rows.Count);

    [Theory]
    [MemberData(nameof(Names))]
    public void Verify_Row_GivesItsVerdict(string name)
    {
        var row = Rows[name];

        // This row's verdict holds for verifiers of the asymmetric scheme v1a. Clerk signs with v1 only, so a key of
        // the other scheme is a configuration error here and nothing is ever accepted with it.
        var expected = name != "v1a-ed25519" && (string)row["expect"]! == "accept";
        Assert.Equal(expected, Accepts(row));
    }

    [Fact]
    public void TryParse_AsymmetricKey_IsRefusedByName()
    {
        var key = (string)Rows["v1a-ed25519"]["secret"]!;
        Assert.False(WebhookSigningSecret.TryParse(key, out _, out var error));
        Assert.Contains("v1a", error, StringComparison.Ordinal);
        Assert.DoesNotContain(key, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_AsymmetricSignature_IsNoMatch()
    {
        var row = Rows["v1a-ed25519"].DeepClone();
        row["secret"] = (string)Rows["sign-v1"]["secret"]!;
        Assert.False(Accepts(row));
    }

    private static bool Accepts(JsonNode row)
    {
        if (!WebhookSigningSecret.TryParse((string)row["secret"]!, out var secret, out _)) return false;
        var seconds = Math.Min((double)row["toleranceSec"]!, TimeSpan.MaxValue.TotalSeconds - 1);
        var clock = new ManualTimeProvider(DateTimeOffset.FromUnixTimeSeconds((long)row["now"]!));
        var verifier = new WebhookSignatureVerifier([secret], clock, TimeSpan.FromSeconds(seconds));
        var headers = WebhookHeaders.Read(name => (string?)row["headers"]![name]);
        return verifier.Verify(headers, Body(row)) == WebhookRejection.None;
    }

    private static byte[] Body(JsonNode row) => row["bodyRepeat"] is { } repeat
        ? Encoding.UTF8.GetBytes(new string(((string)repeat["char"]!)[0], (int)repeat["count"]!))
        : Encoding.UTF8.GetBytes((string)row["body"]!);
}
