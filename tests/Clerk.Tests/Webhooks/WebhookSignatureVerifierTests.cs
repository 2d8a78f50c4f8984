using System.Security.Cryptography;
using System.Text;
using Identity.Clerk.Webhooks;
using Identity.Testing;

namespace Identity.Clerk.Tests.Webhooks;

public sealed class WebhookSignatureVerifierTests
{
    private const long Now = 1_790_845_200;
    private const string OldSecret = "whsec_b2xkLW9sZC1vbGQtb2xkLW9sZC1vbGQ=";
    private const string NewSecret = "whsec_bmV3LW5ldy1uZXctbmV3LW5ldy1uZXc=";
    private static readonly byte[] Body = [.. """{"type":"user.created"}"""u8];
    private readonly ManualTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(Now).AddMilliseconds(999));

    [Theory]
    [InlineData(-301, WebhookRejection.TimestampTooOld)]
    [InlineData(-300, WebhookRejection.None)]
    [InlineData(0, WebhookRejection.None)]
    [InlineData(300, WebhookRejection.None)]
    [InlineData(301, WebhookRejection.TimestampTooNew)]
    [InlineData(Now * 999, WebhookRejection.TimestampTooNew)]
    public void Verify_Timestamp_IsInclusiveInWholeSeconds(long offset, WebhookRejection expected) =>
        Assert.Equal(expected, Verify("msg_1", $"{Now + offset}", Sign("msg_1", $"{Now + offset}")));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+1790845200")]
    [InlineData("1790845200.0")]
    [InlineData("1790845200abc")]
    [InlineData("1,790,845,200")]
    [InlineData("0x6abe0000")]
    [InlineData("17908 45200")]
    [InlineData("١٧٩٠٨٤٥٢٠٠")]
    [InlineData("9999999999999999")]
    [InlineData("99999999999999999999999999")]
    public void Verify_TimestampNotDigits_IsRefusedEvenIfSigned(string timestamp)
    {
        var expected = timestamp.Length == 0 ? WebhookRejection.MissingHeaders : WebhookRejection.MalformedTimestamp;
        Assert.Equal(expected, Verify("msg_1", timestamp, Sign("msg_1", timestamp)));
    }

    [Theory]
    [InlineData("msg.1")]
    [InlineData("msg 1")]
    [InlineData("msg_é")]
    [InlineData("msg_\u0001")]
    public void Verify_MalformedId_IsRefusedEvenIfSigned(string id) =>
        Assert.Equal(WebhookRejection.MalformedId, Verify(id, $"{Now}", Sign(id, $"{Now}")));

    [Fact]
    public void Verify_LongId_IsRefused()
    {
        var (longest, tooLong) = (new string('m', 256), new string('m', 257));
        Assert.Equal(WebhookRejection.None, Verify(longest, $"{Now}", Sign(longest, $"{Now}")));
        Assert.Equal(WebhookRejection.MalformedId, Verify(tooLong, $"{Now}", Sign(tooLong, $"{Now}")));
    }

    [Fact]
    public void Verify_LeadingZero_SignsTheBytesAsTheyCame() =>
        Assert.Equal(WebhookRejection.None, Verify("msg_1", $"0{Now}", Sign("msg_1", $"0{Now}")));

    [Theory]
    [InlineData("{0},junk")]
    [InlineData("v1,,{1}")]
    [InlineData("V1,{1}")]
    [InlineData("v1\u200b,{1}")]
    [InlineData("v1a,{1}")]
    [InlineData("v1,{1}=")]
    [InlineData(" v1 ,{1}")]
    [InlineData("{1}")]
    [InlineData("v1,{1},v1,{1}")]
    [InlineData("v1,\t{1}")]
    public void Verify_AlmostASignature_IsNoMatch(string format)
    {
        var valid = Sign("msg_1", $"{Now}");
        var header = string.Format(null, format, valid, valid["v1,".Length..]);
        Assert.Equal(WebhookRejection.NoMatchingSignature, Verify("msg_1", $"{Now}", header));
    }

    [Fact]
    public void Verify_SignatureWithoutItsLastByte_IsNoMatch()
    {
        // As long in base64 as a whole one; the byte that it lacks is that of the one before.
        var mac = Convert.FromBase64String(Sign("msg_1", $"{Now}")["v1,".Length..]);
        byte[] other = [.. new byte[31], mac[^1]];
        var header = $"v1,{Convert.ToBase64String(other)} v1,{Convert.ToBase64String(mac, 0, 31)}";
        Assert.Equal(WebhookRejection.NoMatchingSignature, Verify("msg_1", $"{Now}", header));
    }

    [Theory]
    [InlineData("BAD {0}")]
    [InlineData("  {0}  ")]
    [InlineData("v1 v1, , {0}")]
    [InlineData("{0},junk {0}")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= {0}")]
    public void Verify_RubbishBesideASignature_IsSkipped(string format)
    {
        var header = string.Format(null, format, Sign("msg_1", $"{Now}"));
        Assert.Equal(WebhookRejection.None, Verify("msg_1", $"{Now}", header));
    }

    [Theory]
    [InlineData(OldSecret)]
    [InlineData(NewSecret)]
    public void Verify_DuringRotation_TakesEither(string secret)
    {
        var verifier = new WebhookSignatureVerifier(WebhookSigningSecret.ParseList($"{OldSecret} {NewSecret}"), _clock);
        var headers = new WebhookHeaders("msg_1", $"{Now}", Sign("msg_1", $"{Now}", secret));
        Assert.Equal(WebhookRejection.None, verifier.Verify(headers, Body));
    }

    [Fact]
    public void Verify_OtherSecret_IsNoMatch() =>
        Assert.Equal(
            WebhookRejection.NoMatchingSignature,
            Verify("msg_1", $"{Now}", Sign("msg_1", $"{Now}", OldSecret)));

    [Fact]
    public void Verify_ElevenSignatures_FindsTheLast()
    {
        var others = string.Concat(Enumerable.Repeat("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= ", 10));
        Assert.Equal(WebhookRejection.None, Verify("msg_1", $"{Now}", others + Sign("msg_1", $"{Now}")));
    }

    [Fact]
    public void Verify_HugeSignatureHeader_IsNotSearched()
    {
        var header = new string(' ', 4096) + Sign("msg_1", $"{Now}");
        Assert.Equal(WebhookRejection.NoMatchingSignature, Verify("msg_1", $"{Now}", header));
    }

    [Fact]
    public void Verify_AnyBitOfTheBody_Counts()
    {
        var headers = new WebhookHeaders("msg_1", $"{Now}", Sign("msg_1", $"{Now}"));
        var verifier = Verifier();
        for (var bit = 0; bit < Body.Length * 8; bit++)
        {
            var changed = (byte[])Body.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(WebhookRejection.NoMatchingSignature, verifier.Verify(headers, changed));
        }
    }

    [Fact]
    public void Verify_RandomHeaders_NeverThrows()
    {
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        var verifier = Verifier();
        for (var i = 0; i < 20_000; i++)
        {
            var headers = new WebhookHeaders(Text(random), random.Next(2) == 0 ? $"{Now}" : Text(random), Text(random));
            Assert.NotEqual(WebhookRejection.None, verifier.Verify(headers, Body));
        }
    }

    [Fact]
    public void Constructor_NothingToVerifyWith_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WebhookSignatureVerifier([], _clock));
        var secrets = WebhookSigningSecret.ParseList(NewSecret);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new WebhookSignatureVerifier(secrets, _clock, TimeSpan.FromSeconds(-1)));
    }

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ =>
            (char)random.Next(random.Next(2) == 0 ? 128 : 65536)));

    private static string Sign(string id, string timestamp, string secret = NewSecret)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. Body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[6..]), content));
    }

    private WebhookRejection Verify(string id, string timestamp, string signature) =>
        Verifier().Verify(new WebhookHeaders(id, timestamp, signature), Body);

    private WebhookSignatureVerifier Verifier() => new(WebhookSigningSecret.ParseList(NewSecret), _clock);
}
