using System.Net;
using System.Text.Json;
using Identity.Testing;

namespace Identity.WebFront.Tests.Identity;

public class CallerTests(FrontFixture fixture)
{
    private const long Start = 1_790_845_200_000;
    private readonly FrontProcess _front = fixture.Front;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Me_Anonymous_Is401WithAChallenge()
    {
        using var answer = await _front.GetAsync("/identity/me", token: null, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Me_UserOfAWebhook_HasProfileAndNoPrivateMetadata()
    {
        var user = fixture.NewUser();
        await SendAsync(user, "user.created", ClerkEventJson.User(user, Start), Start);
        using var answer = await _front.MeAsync(user, "sess_" + user, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var me = JsonDocument.Parse(text).RootElement;
        Assert.Equal(user, me.GetProperty("user").GetProperty("id").GetString());
        Assert.Equal("Ada", me.GetProperty("user").GetProperty("first_name").GetString());
        Assert.Equal("team", me.GetProperty("user").GetProperty("public_metadata").GetProperty("plan").GetString());
        Assert.Equal("sess_" + user, me.GetProperty("session").GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, me.GetProperty("organization").ValueKind);
        Assert.Equal(1, me.GetProperty("version").GetInt64());
        Assert.DoesNotContain("private_metadata", text, StringComparison.Ordinal);
        Assert.DoesNotContain("C-40112", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Me_Impersonated_NamesWhoActs()
    {
        var user = fixture.NewUser();
        await SendAsync(user, "user.created", ClerkEventJson.User(user, Start), Start);
        var token = _front.Settings.Minter.Mint(
            user, "sess_" + user, TimeProvider.System.GetUtcNow(),
            change: claims => claims["act"] = new System.Text.Json.Nodes.JsonObject { ["sub"] = "user_support" });

        using var answer = await _front.GetAsync("/identity/me", token, Cancel);
        using var plain = await _front.MeAsync(user, "sess_" + user, Cancel);

        var me = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Equal("user_support", me.GetProperty("session").GetProperty("actor").GetProperty("sub").GetString());
        Assert.DoesNotContain("actor", await plain.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Me_SessionRevoked_IsRefusedOnTheNextRequest()
    {
        var user = fixture.NewUser();
        await SendAsync(user, "user.created", ClerkEventJson.User(user, Start), Start);
        var token = _front.Settings.Token(user, "sess_" + user);
        using (var before = await _front.GetAsync("/identity/me", token, Cancel))
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        await SendAsync(user, "session.revoked", ClerkEventJson.Session("sess_" + user, user, "revoked", Start + 1), Start + 1);

        using var after = await _front.GetAsync("/identity/me", token, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Contains("invalid_token", after.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Me_UserUpdated_HasTheNewNameAndAGreaterVersion()
    {
        var user = fixture.NewUser();
        await SendAsync(user, "user.created", ClerkEventJson.User(user, Start), Start);
        await SendAsync(user, "user.updated", ClerkEventJson.User(user, Start + 1, "Adaeze"), Start + 1);
        await SendAsync(user, "user.updated", ClerkEventJson.User(user, Start, "Late"), Start);
        var me = await MeAsync(user);
        Assert.Equal("Adaeze", me.GetProperty("user").GetProperty("first_name").GetString());
        Assert.Equal(2, me.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Me_Member_HasTheOrganizationByTheMembershipAndNotByTheToken()
    {
        var user = fixture.NewUser();
        var organization = "org_" + user;
        await SendAsync(user, "user.created", ClerkEventJson.User(user, Start), Start);
        await SendAsync(user, "organizationMembership.created",
            ClerkEventJson.Membership("orgmem_" + user, user, organization, "org:member", Start), Start);
        await SendAsync(user, "organization.created", ClerkEventJson.Organization(organization, Start), Start);
        var access = (await MeAsync(user, organization)).GetProperty("organization");
        Assert.Equal(organization, access.GetProperty("id").GetString());
        Assert.Equal("northwind-labs", access.GetProperty("slug").GetString());
        Assert.Equal("org:member", access.GetProperty("role").GetString());
        Assert.Equal(["org:invoices:read"], access.GetProperty("permissions").EnumerateArray().Select(p => p.GetString()));

        await SendAsync(user, "organization.deleted", ClerkEventJson.Deleted("organization", organization), Start + 9);
        Assert.Equal(JsonValueKind.Null, (await MeAsync(user, organization)).GetProperty("organization").ValueKind);
    }

    [Fact]
    public async Task WhoAmI_Anybody_IsAnswered()
    {
        using var nobody = await _front.GetAsync("/identity/whoami", token: null, Cancel);
        Assert.Equal("""{"authenticated":false}""", await nobody.Content.ReadAsStringAsync(Cancel));

        var user = fixture.NewUser();
        await SendAsync(user, "user.created", ClerkEventJson.User(user, Start), Start);
        using var somebody = await _front.GetAsync("/identity/whoami", _front.Settings.Token(user, "sess_1"), Cancel);
        Assert.Equal(
            $$"""{"authenticated":true,"userId":"{{user}}","sessionId":"sess_1"}""",
            await somebody.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task WhoAmI_BadToken_IsAnonymous()
    {
        using var answer = await _front.GetAsync("/identity/whoami", "garbage", Cancel);
        Assert.Equal("""{"authenticated":false}""", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData("/identity/me")]
    [InlineData("/identity/whoami")]
    public async Task Preflight_IsAnsweredBeforeAuthentication(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Origin", "https://app.northwind.example");
        request.Headers.Add("Access-Control-Request-Method", "GET");
        request.Headers.Add("Access-Control-Request-Headers", "authorization");
        using var answer = await _front.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("https://app.northwind.example", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task Me_AnonymousPageOfTheApplication_MayReadThe401()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/identity/me");
        request.Headers.Add("Origin", "https://app.northwind.example");
        using var answer = await _front.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("https://app.northwind.example", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task Preflight_OfAnotherOrigin_GetsNoPermission()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/identity/me");
        request.Headers.Add("Origin", "https://evil.example");
        request.Headers.Add("Access-Control-Request-Method", "GET");
        using var answer = await _front.Http.SendAsync(request, Cancel);
        Assert.DoesNotContain(answer.Headers, header =>
            header.Key.StartsWith("Access-Control-Allow-", StringComparison.OrdinalIgnoreCase));
    }

    private Task SendAsync(string user, string type, System.Text.Json.Nodes.JsonObject data, long at) =>
        _front.AcknowledgedAsync($"msg_{user}_{type.Replace('.', '_')}{at}", ClerkEventJson.Envelope(type, data, at), Cancel);

    private async Task<JsonElement> MeAsync(string user, string? organization = null)
    {
        using var answer = await _front.MeAsync(user, "sess_" + user, Cancel, organization);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
    }
}
