using System.Net;
using System.Text.Json;
using Identity.Testing;

namespace Identity.WebFront.Tests.Operators;

public class InboxEndpointTests(OperatorFront fixture) : IClassFixture<OperatorFront>
{
    private const long At = 1_790_845_200_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_FilteredByUser_ShowsWhatBecameOfEach()
    {
        var user = fixture.NewUser();
        await fixture.DeliverAsync("msg_a" + user, User("user.updated", user, At + 10, "Adaeze"));
        await fixture.DeliverAsync("msg_b" + user, User("user.created", user, At, "Ada"));

        var page = await fixture.JsonAsync(HttpMethod.Get, $"/admin/inbox?userId={user}");
        Assert.Equal(["stale", "applied"], page.GetProperty("data").EnumerateArray().Select(d => Text(d, "state")));
        Assert.All(page.GetProperty("data").EnumerateArray(), d =>
        {
            Assert.Equal(user, Text(d, "entity"));
            Assert.False(d.TryGetProperty("body", out _));
        });
    }

    [Fact]
    public async Task List_PageByPage_ShowsEachOnce()
    {
        var user = fixture.NewUser();
        for (var i = 0; i < 5; i++) await fixture.DeliverAsync($"msg_{i}{user}", User("user.updated", user, At + i, "Ada"));
        var seen = new List<string>();
        string? next = null;
        for (var pages = 0; pages == 0 || next is not null; pages++)
        {
            Assert.True(pages < 3, $"There are more than three pages: {string.Join(' ', seen)}");
            var after = next is null ? "" : $"&after={next}";
            var page = await fixture.JsonAsync(HttpMethod.Get, $"/admin/inbox?userId={user}&limit=2{after}");
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(d => Text(d, "id")!));
            next = Text(page, "next");
        }
        Assert.Equal(5, seen.Count);
        Assert.Equal(5, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("state=lost", "state")]
    [InlineData("state=1", "state")]
    [InlineData("state=pending,applied", "state")]
    [InlineData("userId=somebody", "userId")]
    [InlineData("organizationId=user_1", "organizationId")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("after=%F0%9F%8C%8D", "after")]
    public async Task List_ParameterMakesNoSense_Is400ThatNamesIt(string query, string parameter)
    {
        using var answer = await fixture.SendAsync(HttpMethod.Get, $"/admin/inbox?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Equal(parameter, Text(problem, "detail"));
    }

    [Fact]
    public async Task Quarantine_EventThatCannotBeUnderstood_IsShownWithItsReasonAndHoldsUpNobody()
    {
        var user = fixture.NewUser();
        var broken = ClerkEventJson.User(user, At, "Ada");
        broken["email_addresses"] = "not a list";
        Assert.Equal("quarantined", await fixture.DeliverAsync(
            "msg_q" + user, ClerkEventJson.Envelope("user.created", broken, At + 5)));
        Assert.Equal("applied", await fixture.DeliverAsync("msg_ok" + user, User("user.updated", user, At + 1, "Adaeze")));

        var delivery = await fixture.JsonAsync(HttpMethod.Get, $"/admin/inbox/msg_q{user}");
        Assert.Equal("quarantined", Text(delivery, "state"));
        Assert.Contains("email_addresses", Text(delivery, "reason"), StringComparison.Ordinal);

        // Nothing was fixed, so releasing it finds the same again.
        var released = await fixture.JsonAsync(HttpMethod.Post, $"/admin/inbox/msg_q{user}/release");
        Assert.Equal("quarantined", Text(released, "status"));
    }

    [Fact]
    public async Task Replay_AppliedBefore_ChangesNothing()
    {
        var user = fixture.NewUser();
        await fixture.DeliverAsync("msg_1" + user, User("user.created", user, At, "Ada"));
        var before = await MeAsync(user);
        Assert.Equal("applied", Text(await fixture.JsonAsync(HttpMethod.Post, $"/admin/inbox/msg_1{user}/replay"), "status"));
        Assert.Equal(before, await MeAsync(user));
    }

    [Fact]
    public async Task Release_NotInQuarantine_Is409()
    {
        var user = fixture.NewUser();
        await fixture.DeliverAsync("msg_1" + user, User("user.created", user, At, "Ada"));
        using var answer = await fixture.SendAsync(HttpMethod.Post, $"/admin/inbox/msg_1{user}/release");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/admin/inbox/msg_nowhere")]
    [InlineData("GET", "/admin/inbox/msg_nowhere/body")]
    [InlineData("POST", "/admin/inbox/msg_nowhere/replay")]
    public async Task Call_UnknownDelivery_Is404(string method, string path)
    {
        using var answer = await fixture.SendAsync(HttpMethod.Parse(method), path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Body_OfADelivery_IsByteForByteWhatWasSigned()
    {
        var user = fixture.NewUser();
        var body = User("user.created", user, At, "Ada");
        await fixture.DeliverAsync("msg_1" + user, body);
        using var answer = await fixture.SendAsync(HttpMethod.Get, $"/admin/inbox/msg_1{user}/body");
        Assert.Equal(body, await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task Erase_DeletedUser_LeavesTheBareTombstone()
    {
        var user = fixture.NewUser();
        await fixture.DeliverAsync("msg_1" + user, User("user.created", user, At, "Ada"));
        using (var tooEarly = await fixture.SendAsync(HttpMethod.Post, $"/admin/users/{user}/erase"))
        {
            Assert.Equal(HttpStatusCode.Conflict, tooEarly.StatusCode);
        }

        await fixture.DeliverAsync(
            "msg_2" + user, ClerkEventJson.Envelope("user.deleted", ClerkEventJson.Deleted("user", user), At + 10));
        var report = await fixture.JsonAsync(HttpMethod.Post, $"/admin/users/{user}/erase");
        Assert.Equal(2, report.GetProperty("deliveries").GetInt32());
        using (var body = await fixture.SendAsync(HttpMethod.Get, $"/admin/inbox/msg_1{user}/body"))
        {
            Assert.Equal(HttpStatusCode.NotFound, body.StatusCode);
        }

        // What comes late isn't kept, and brings nobody back.
        Assert.Equal("stale", await fixture.DeliverAsync("msg_3" + user, User("user.updated", user, At + 20, "Ada")));
        Assert.True((await fixture.JsonAsync(HttpMethod.Get, $"/admin/inbox/msg_3{user}")).GetProperty("bodyErased").GetBoolean());
        using var replay = await fixture.SendAsync(HttpMethod.Post, $"/admin/inbox/msg_1{user}/replay");
        Assert.Equal(HttpStatusCode.Conflict, replay.StatusCode);
    }

    private static byte[] User(string type, string user, long at, string name) =>
        ClerkEventJson.Envelope(type, ClerkEventJson.User(user, at, name), at + 5);

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private async Task<string> MeAsync(string user)
    {
        using var answer = await fixture.Front.MeAsync(user, "sess_1", Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}
