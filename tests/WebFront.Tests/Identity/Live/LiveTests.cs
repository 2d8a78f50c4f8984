using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.WebFront.Tests.Identity.Live;

/// <summary><c>/identity/live</c>: a client learns what changes as Clerk's webhooks change it.</summary>
public sealed class LiveTests(FrontFixture fixture)
{
    private const long Start = 1_790_845_200_000;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\r\n" };

    private readonly FrontProcess _front = fixture.Front;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Live_Anonymous_Is401()
    {
        using var answer = await LiveClient.AskAsync(_front, token: null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Live_FirstEvent_IsWhatMeAnswersAndNothingPrivate()
    {
        var user = await NewUserAsync();
        await using var live = await OpenAsync(user);
        using var me = await _front.MeAsync(user, "sess_" + user, Cancel);

        var first = await EventAsync(live, "caller");

        Assert.Equal("text/event-stream", live.Response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", live.Response.Headers.CacheControl?.ToString());
        Assert.Equal("no", Assert.Single(live.Response.Headers.GetValues("X-Accel-Buffering")));
        Assert.StartsWith("1-", first.EventId, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(await me.Content.ReadAsStringAsync(Cancel)), JsonNode.Parse(first.Data)));
        Assert.DoesNotContain("private_metadata", first.Data, StringComparison.Ordinal);
        Assert.DoesNotContain("C-40112", first.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_UserUpdated_TellsAndNothingPrivate()
    {
        var user = await NewUserAsync();
        await using var live = await OpenAsync(user);
        var first = await EventAsync(live, "caller");

        await SendAsync(user, "user.updated", ClerkEventJson.User(user, Start + 1, "Adaeze"), Start + 1);

        var next = await EventAsync(live, "caller");
        Assert.Equal("Adaeze", Json(next).GetProperty("user").GetProperty("first_name").GetString());
        Assert.Equal(2, Json(next).GetProperty("version").GetInt64());
        Assert.NotEqual(first.EventId, next.EventId);
        Assert.DoesNotContain("private_metadata", next.Data, StringComparison.Ordinal);
        Assert.DoesNotContain("C-40112", next.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_BodyWithLineBreaks_IsOneEventAll()
    {
        var user = fixture.NewUser();
        var body = JsonSerializer.SerializeToUtf8Bytes(
            JsonNode.Parse(ClerkEventJson.Envelope("user.created", ClerkEventJson.User(user, Start), Start)),
            Indented);
        await _front.AcknowledgedAsync($"msg_{user}_indented", body, Cancel);
        await using var live = await OpenAsync(user);

        var first = await EventAsync(live, "caller");

        Assert.Equal(user, Json(first).GetProperty("user").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Live_OrganizationDeleted_TellsAlthoughTheUserHasNotChanged()
    {
        var user = await NewUserAsync();
        var organization = "org_" + user;
        await SendAsync(user, "organizationMembership.created",
            ClerkEventJson.Membership("orgmem_" + user, user, organization, "org:member", Start), Start);
        await SendAsync(user, "organization.created", ClerkEventJson.Organization(organization, Start), Start);
        await using var live = await OpenAsync(user, organization);
        var first = await EventAsync(live, "caller");
        Assert.Equal("org:member", Json(first).GetProperty("organization").GetProperty("role").GetString());

        await SendAsync(user, "organization.deleted", ClerkEventJson.Deleted("organization", organization), Start + 9);

        var next = await EventAsync(live, "caller");
        Assert.Equal(JsonValueKind.Null, Json(next).GetProperty("organization").ValueKind);
        Assert.NotEqual(first.EventId, next.EventId);
    }

    [Fact]
    public async Task Live_SessionRevoked_SaysSoAndEnds()
    {
        var user = await NewUserAsync();
        await using var live = await OpenAsync(user);
        await EventAsync(live, "caller");

        await SendAsync(user, "session.revoked", ClerkEventJson.Session("sess_" + user, user, "revoked", Start + 1), Start + 1);

        Assert.Equal("session-revoked", Json(await EventAsync(live, "revoked")).GetProperty("reason").GetString());
        Assert.Null(await live.NextAsync());
        using var again = await LiveClient.AskAsync(_front, _front.Settings.Token(user, "sess_" + user));
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Fact]
    public async Task Live_UserDeleted_SaysSoAndEnds()
    {
        var user = await NewUserAsync();
        await using var live = await OpenAsync(user);
        await EventAsync(live, "caller");

        await SendAsync(user, "user.deleted", ClerkEventJson.Deleted("user", user), Start + 1);

        Assert.Equal("user-deleted", Json(await EventAsync(live, "revoked")).GetProperty("reason").GetString());
        Assert.Null(await live.NextAsync());
    }

    [Fact]
    public async Task Live_TokenEnds_ExpiredAndNoOther()
    {
        var user = await NewUserAsync();
        var now = TimeProvider.System.GetUtcNow();
        var token = _front.Settings.Minter.Mint(
            user, "sess_" + user, now, change: claims => claims["exp"] = now.ToUnixTimeSeconds() + 3);
        await using var live = await LiveClient.OpenAsync(_front, token);
        await EventAsync(live, "caller");

        Assert.Equal("token-expired", Json(await EventAsync(live, "expired")).GetProperty("reason").GetString());
        Assert.Null(await live.NextAsync());
    }

    [Fact]
    public async Task Live_LastEventIdIsCurrent_FirstEventIsLeftOut()
    {
        var user = await NewUserAsync();
        string id;
        await using (var live = await OpenAsync(user)) id = (await EventAsync(live, "caller")).EventId!;
        await using var again = await LiveClient.OpenAsync(_front, _front.Settings.Token(user, "sess_" + user), id);

        await SendAsync(user, "user.updated", ClerkEventJson.User(user, Start + 1, "Adaeze"), Start + 1);

        Assert.Equal("Adaeze", Json(await EventAsync(again, "caller")).GetProperty("user").GetProperty("first_name").GetString());
        await using var stale = await LiveClient.OpenAsync(_front, _front.Settings.Token(user, "sess_" + user), id);
        Assert.Equal("Adaeze", Json(await EventAsync(stale, "caller")).GetProperty("user").GetProperty("first_name").GetString());
    }

    [Fact]
    public async Task Description_Live_IsThere()
    {
        using var answer = await _front.GetAsync("/openapi/v1.json", token: null, Cancel);
        var get = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement
            .GetProperty("paths").GetProperty("/identity/live").GetProperty("get");

        Assert.True(get.GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("text/event-stream", out _));
        Assert.True(get.GetProperty("responses").TryGetProperty("429", out _));
    }

    private async Task<string> NewUserAsync()
    {
        var user = fixture.NewUser();
        await SendAsync(user, "user.created", ClerkEventJson.User(user, Start), Start);
        return user;
    }

    private Task<LiveClient> OpenAsync(string user, string? organization = null) =>
        LiveClient.OpenAsync(_front, _front.Settings.Token(user, "sess_" + user, organization));

    private static async Task<SseItem<string>> EventAsync(LiveClient live, string type)
    {
        var item = await live.NextAsync();
        Assert.Equal(type, item?.EventType);
        return item!.Value;
    }

    private static JsonElement Json(SseItem<string> item) => JsonDocument.Parse(item.Data).RootElement;

    private Task SendAsync(string user, string type, JsonObject data, long at) =>
        _front.AcknowledgedAsync($"msg_{user}_{type.Replace('.', '_')}{at}", ClerkEventJson.Envelope(type, data, at), Cancel);
}
