using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.WebFront.Tests.Webhooks;

public class WebhookEndpointTests(FrontFixture fixture)
{
    private const long Start = 1_790_845_200_000;
    private readonly FrontProcess _front = fixture.Front;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_Twice_IsAppliedOnce()
    {
        var (id, body) = Created(fixture.NewUser());
        Assert.Equal("applied", await StatusAsync(id, body));
        Assert.Equal("duplicate", await StatusAsync(id, body));
    }

    [Fact]
    public async Task Post_Older_IsStale()
    {
        var user = fixture.NewUser();
        Assert.Equal("applied", await StatusAsync($"msg_{user}_2", Event("user.updated", ClerkEventJson.User(user, Start + 1))));
        Assert.Equal("stale", await StatusAsync($"msg_{user}_1", Event("user.created", ClerkEventJson.User(user, Start))));
    }

    [Fact]
    public async Task Post_BadSignature_Is400AndChangesNothing()
    {
        var user = fixture.NewUser();
        var (id, body) = Created(user);
        using var request = new SvixSigner().Request(
            new Uri(_front.Http.BaseAddress!, "/webhooks/clerk"), id, body, TimeProvider.System.GetUtcNow());
        using var answer = await _front.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var me = await _front.MeAsync(user, "sess_1", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, me.StatusCode);
    }

    [Theory]
    [InlineData(-301)]
    [InlineData(301 + 60)]
    public async Task Post_OutOfTolerance_Is400(int seconds)
    {
        var (id, body) = Created(fixture.NewUser());
        using var request = _front.Settings.Signer.Request(
            new Uri(_front.Http.BaseAddress!, "/webhooks/clerk"), id, body,
            TimeProvider.System.GetUtcNow().AddSeconds(seconds));
        using var answer = await _front.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Post_NoHeaders_Is400()
    {
        using var answer = await _front.Http.PostAsync("/webhooks/clerk", new ByteArrayContent([1, 2, 3]), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData((1024 * 1024) + 1, true)]
    [InlineData((1024 * 1024) + 1, false)]
    [InlineData(10_000_000, true)]
    [InlineData(10_000_000, false)]
    public async Task Post_TooLarge_Is413(int length, bool saysItsLength)
    {
        using var request = _front.Settings.Signer.Request(
            new Uri(_front.Http.BaseAddress!, "/webhooks/clerk"), "msg_large", new byte[length],
            TimeProvider.System.GetUtcNow());
        request.Headers.TransferEncodingChunked = !saysItsLength;
        using var answer = await _front.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Post_OneMebibyte_IsTaken()
    {
        var user = fixture.NewUser();
        var rest = Large(user, filler: 0).Length;
        var body = Large(user, filler: (1024 * 1024) - rest);
        Assert.Equal(1024 * 1024, body.Length);
        Assert.Equal("applied", await StatusAsync("msg_" + user, body));
    }

    public static TheoryData<string, string> Unreadable => new()
    {
        { "random bytes", "\u0001\u0002\u0003" },
        { "empty", "" },
        { "not an object", "[]" },
        { "no members", "{}" },
        { "cut off", """{"type":"user.created","data":{""" },
        { "deep", $$"""{"type":"user.created","data":{{new string('[', 5000)}}{{new string(']', 5000)}}}""" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Post_Unreadable_IsQuarantined(string what, string body) => Assert.Equal(
        "quarantined", await StatusAsync($"msg_{what.Replace(' ', '_')}", Encoding.UTF8.GetBytes(body)));

    [Fact]
    public async Task Post_WrongTypeInAnyField_IsNever5xxAndHoldsUpNobody()
    {
        var user = fixture.NewUser();
        var fields = ClerkEventJson.User(user, Start).Select(member => member.Key).ToArray();
        JsonNode?[] values = [null, 0, -1, "", "x", true, new JsonArray(), new JsonObject()];
        var number = 0;
        foreach (var field in fields)
        {
            foreach (var value in values)
            {
                var data = ClerkEventJson.User(user, Start);
                data[field] = value?.DeepClone();
                using var answer = await _front.DeliverAsync($"msg_{user}_w{number++}", Event("user.updated", data), Cancel);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{field} = {value?.ToJsonString()}: {answer.StatusCode}");
            }
        }
        Assert.Equal("applied", await StatusAsync($"msg_{user}_right", Event("user.updated", ClerkEventJson.User(user, Start + 99))));
    }

    [Fact]
    public async Task Post_UnknownType_IsKept() => Assert.Equal(
        "kept", await StatusAsync("msg_unknown", Event("waffle.toasted", new JsonObject { ["id"] = "waffle_1" })));

    [Theory]
    [InlineData("email.created")]
    [InlineData("sms.created")]
    public async Task Post_OneTimeCode_IsNowhereOnDisk(string type)
    {
        var code = $"otp-{Guid.NewGuid():N}";
        var data = new JsonObject { ["id"] = "ema_1", ["data"] = new JsonObject { ["otp_code"] = code } };
        Assert.Equal("discarded", await StatusAsync("msg_" + type.Replace('.', '_'), Event(type, data)));
        foreach (var file in new DirectoryInfo(Path.Combine(_front.Settings.Folder, "data")).EnumerateFiles())
        {
            if (file.Extension == ".lock") continue;
            await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Cancel);
            Assert.Equal(-1, bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(code)));
        }
    }

    [Fact]
    public async Task Post_OtherInstance_IsQuarantined()
    {
        var user = fixture.NewUser();
        Assert.Equal("applied", await StatusAsync($"msg_{user}_a", Event("user.created", ClerkEventJson.User(user, Start))));
        var foreign = ClerkEventJson.Envelope("user.updated", ClerkEventJson.User(user, Start + 9, "Foreign"), Start, "ins_Other");
        Assert.Equal("quarantined", await StatusAsync($"msg_{user}_b", foreign));
        using var me = await _front.MeAsync(user, "sess_1", Cancel);
        Assert.Contains("\"first_name\":\"Ada\"", await me.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Answer_NeverDisablesTheEndpoint()
    {
        var (id, body) = Created(fixture.NewUser());
        using var answer = await _front.DeliverAsync(id, body, Cancel);
        Assert.False(answer.Headers.Contains("webhook-delivery"));
    }

    private static (string Id, byte[] Body) Created(string user) =>
        ($"msg_{user}", Event("user.created", ClerkEventJson.User(user, Start)));

    private static byte[] Large(string user, int filler)
    {
        var data = ClerkEventJson.User(user, Start);
        data["public_metadata"] = new JsonObject { ["filler"] = new string('x', filler) };
        return Event("user.created", data);
    }

    private static byte[] Event(string type, JsonNode data) => ClerkEventJson.Envelope(type, data, Start + 5);

    private async Task<string?> StatusAsync(string id, byte[] body)
    {
        using var answer = await _front.DeliverAsync(id, body, Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}\n{_front.Output}");
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        return json.RootElement.GetProperty("status").GetString();
    }
}
