using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Identity.Testing;
using Identity.WebFront.Tests.Identity.Live;

namespace Identity.WebFront.Tests.Operators.Changes;

/// <summary><c>/admin/live</c>: an operator learns of every change, and goes on where they were.</summary>
public sealed class ChangeFeedTests(OperatorFront fixture) : IClassFixture<OperatorFront>
{
    private const long At = 1_790_845_200_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("a-key-that-nobody-has-been-given-at-all")]
    public async Task Live_WithoutTheKey_Is401(string? key)
    {
        using var answer = await fixture.SendAsync(HttpMethod.Get, "/admin/live", key);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("after=yesterday", null, "after")]
    [InlineData("after=", null, "after")]
    [InlineData("after=oldest", "yesterday", "Last-Event-ID")]
    public async Task Live_PlaceThatMakesNoSense_Is400ThatNamesIt(string query, string? lastEventId, string parameter)
    {
        using var answer = await LiveClient.AskAsync(
            fixture.Front, OperatorFront.Key, lastEventId, "/admin/live?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Equal(parameter, problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Live_FromNow_TellsWhatBecameOfEachWithoutAWordOfTheirData()
    {
        var user = fixture.NewUser();
        await using var live = await OpenAsync();
        Assert.Equal("position", (await live.NextAsync())?.EventType);

        await SendAsync(user, "user.created", At, "Ada");
        await SendAsync(user, "user.updated", At - 10, "Somebody older");
        var broken = ClerkEventJson.User(user, At + 10, "Ada");
        broken["email_addresses"] = "not a list";
        await fixture.DeliverAsync("msg_q" + user, ClerkEventJson.Envelope("user.updated", broken, At + 10));

        var seen = await ChangesOfAsync(live, user, 3);
        Assert.Equal(["applied", "stale", "quarantined"], seen.Select(item => Text(item, "state")));
        Assert.Equal(["user.created", "user.updated", "user.updated"], seen.Select(item => Text(item, "type")));
        Assert.All(seen, item =>
        {
            Assert.Equal("webhook", Text(item, "source"));
            Assert.Equal(
                ["source", "type", "state", "delivery", "entity", "userId", "organizationId", "occurredAt"],
                JsonDocument.Parse(item.Data).RootElement.EnumerateObject().Select(member => member.Name));
            Assert.DoesNotContain("Ada", item.Data, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Live_CutOff_GoesOnAfterWhatWasSeen(bool byHeader)
    {
        var user = fixture.NewUser();
        string? id;
        await using (var first = await OpenAsync())
        {
            id = (await first.NextAsync())?.EventId;
            Assert.NotNull(id);
        }

        await SendAsync(user, "user.created", At, "Ada");
        await using (var second = await OpenAsync(id, byHeader))
        {
            id = (await ChangesOfAsync(second, user, 1))[0].EventId;
        }

        await SendAsync(user, "user.updated", At + 10, "Adaeze");
        await using var third = await OpenAsync(id, byHeader);

        Assert.Equal($"msg_{user}_{At + 10}", Text((await ChangesOfAsync(third, user, 1))[0], "delivery"));
    }

    [Fact]
    public async Task Live_Oldest_BeginsWithWhatIsKept()
    {
        var user = fixture.NewUser();
        await SendAsync(user, "user.created", At, "Ada");

        await using var live = await OpenAsync("oldest");

        Assert.Single(await ChangesOfAsync(live, user, 1));
    }

    [Fact]
    public async Task Live_PlaceOfAnotherDatabase_SaysThatChangesAreMissing()
    {
        var user = fixture.NewUser();
        await SendAsync(user, "user.created", At, "Ada");

        await using var live = await OpenAsync("0af1.1.1");

        Assert.Equal("gap", (await live.NextAsync())?.EventType);
        Assert.Single(await ChangesOfAsync(live, user, 1));
    }

    [Fact]
    public async Task Live_TooMany_503AndThePlaceIsFreeAgain()
    {
        using var settings = new FrontSettings()
            .With("Operator__Key", OperatorFront.Key).With("Live__MaxOperatorConnections", "1");
        await using var front = await FrontProcess.StartAsync(settings);
        await using var one = await LiveClient.OpenAsync(front, OperatorFront.Key, path: "/admin/live");
        using (var refused = await LiveClient.AskAsync(front, OperatorFront.Key, path: "/admin/live"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.True(refused.Headers.Contains("Retry-After"));
        }

        Assert.Contains(
            "identity_live_operator_connections 1", await front.Http.GetStringAsync("/metrics", Cancel), StringComparison.Ordinal);
        await one.DisposeAsync();
        HttpStatusCode status;
        do
        {
            using var again = await LiveClient.AskAsync(front, OperatorFront.Key, path: "/admin/live");
            status = again.StatusCode;
        }
        while (status != HttpStatusCode.OK && !Cancel.IsCancellationRequested);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    private Task<LiveClient> OpenAsync(string? after = null, bool byHeader = false) => LiveClient.OpenAsync(
        fixture.Front,
        OperatorFront.Key,
        byHeader ? after : null,
        after is null || byHeader ? "/admin/live" : "/admin/live?after=" + after);

    private async Task SendAsync(string user, string type, long at, string name) => await fixture.DeliverAsync(
        $"msg_{user}_{at}", ClerkEventJson.Envelope(type, ClerkEventJson.User(user, at, name), at + 5));

    // Others share the front.
    private static async Task<List<SseItem<string>>> ChangesOfAsync(LiveClient live, string user, int count)
    {
        List<SseItem<string>> seen = [];
        while (seen.Count < count)
        {
            var item = await live.NextAsync();
            Assert.NotNull(item);
            if (item is { EventType: "change" } change && Text(change, "userId") == user) seen.Add(change);
        }

        return seen;
    }

    private static string? Text(SseItem<string> item, string name) =>
        JsonDocument.Parse(item.Data).RootElement.GetProperty(name).GetString();
}
