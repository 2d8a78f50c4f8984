using System.Net;
using Identity.Testing;

namespace Identity.WebFront.Tests.Operators;

public class OperatorGateTests(OperatorFront fixture, FrontFixture keyless) : IClassFixture<OperatorFront>
{
    private static readonly string[] Paths =
    [
        "GET /admin/inbox", "GET /admin/inbox/msg_1", "GET /admin/inbox/msg_1/body", "POST /admin/inbox/msg_1/replay",
        "POST /admin/inbox/msg_1/release", "POST /admin/users/user_1/erase", "GET /admin/resources?kind=subscription",
        "GET /admin/roles", "POST /admin/backfill", "POST /admin/reconcile", "GET /admin/jobs",
    ];

    public static TheoryData<string> Calls => [.. Paths];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_WithoutKey_Is401(string call)
    {
        var (method, path) = Split(call);
        foreach (var key in new[] { null, "", "wrong", OperatorFront.Key + "x", OperatorFront.Key[..^1] })
        {
            using var answer = await fixture.SendAsync(method, path, key);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Contains("operators", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_SessionToken_Is401(string call)
    {
        var (method, path) = Split(call);
        using var answer = await fixture.SendAsync(method, path, fixture.Front.Settings.Token("user_1", "sess_1"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_FrontHasNoKey_Is404(string call)
    {
        var (method, path) = Split(call);
        using var request = new HttpRequestMessage(method, path);
        using var answer = await keyless.Front.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Call_EitherKeyDuringARotation_Passes()
    {
        foreach (var key in new[] { OperatorFront.Key, new string('o', 32) })
        {
            using var answer = await fixture.SendAsync(HttpMethod.Get, "/admin/inbox", key);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Start_KeyIsTooShort_IsRefusedWithoutPrintingIt()
    {
        using var settings = new FrontSettings().With("Operator__Key", "much-too-short");
        var (exitCode, output) = await FrontProcess.RefuseAsync(settings);
        Assert.Equal(1, exitCode);
        Assert.Contains("Operator:Key must have at least 32 characters", output, StringComparison.Ordinal);
        Assert.DoesNotContain("much-too-short", output, StringComparison.Ordinal);
    }

    private static (HttpMethod, string) Split(string call) =>
        (HttpMethod.Parse(call.Split(' ')[0]), call.Split(' ')[1]);
}
