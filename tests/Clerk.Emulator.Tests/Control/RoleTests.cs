using System.Net;
using System.Numerics;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Identity.Clerk.Emulator.Tests.Control;

public sealed class RoleTests
{
    [Fact]
    public async Task Role_Changed_MembersHaveItWithoutAnEvent()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true, receiver: receiver);
        await receiver.TakeAsync(6);
        Assert.Equal(("reports", "read"), Granted(await TokenAsync(emulator)));

        await emulator.SendAsync(
            HttpMethod.Patch,
            "/emulator/roles/org:member",
            new { permissions = new[] { "org:sys_memberships:read", "org:invoices:pay" } });

        Assert.Equal(("invoices", "pay"), Granted(await TokenAsync(emulator)));
        var kenji = await MembershipAsync(emulator);
        Assert.Equal(
            ["org:sys_memberships:read", "org:invoices:pay"],
            kenji["permissions"]!.AsArray().Select(permission => (string)permission!));
        // The sign-in's own events, and one of the role.
        var told = await receiver.TakeAsync(3);
        Assert.Equal(
            ["role.updated", "session.created", "user.updated"], told.Select(one => one.Type).Order());
        Assert.False(receiver.TryTake());
        Assert.Equal((long)kenji["created_at"]!, (long)kenji["updated_at"]!);
    }

    [Fact]
    public async Task Permissions_MoreThanANumberHasBits_AreInTheTokenEach()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        string[] permissions = [.. Enumerable.Range(0, 70).Select(i => $"org:invoices:p{i}")];
        foreach (var key in permissions) await emulator.PostAsync("/emulator/permissions", new { key, name = key });
        await emulator.SendAsync(HttpMethod.Patch, "/emulator/roles/org:member", new { permissions });

        var claims = Claims(await TokenAsync(emulator));

        var names = ((string)claims["o"]!["per"]!).Split(',');
        var masks = ((string)claims["o"]!["fpm"]!).Split(',').Select(mask => BigInteger.Parse(mask, null));
        var mask = Assert.Single(masks, mask => !mask.IsZero);
        Assert.Equal(70, names.Length);
        Assert.Equal((BigInteger.One << 70) - 1, mask);
    }

    [Fact]
    public async Task Permission_Deleted_RolesHaveItNoMore()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);

        await emulator.SendAsync(HttpMethod.Delete, "/emulator/permissions/org:reports:read");

        Assert.DoesNotContain(
            "org:reports:read",
            (await MembershipAsync(emulator))["permissions"]!.AsArray().Select(permission => (string)permission!));
        var claims = Claims(await TokenAsync(emulator));
        Assert.Equal("o:invoices,u:export", (string)claims["fea"]!);
    }

    [Fact]
    public async Task Role_New_CanBeGivenAndTaken()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        await emulator.PostAsync(
            "/emulator/roles",
            new { key = "org:auditor", name = "Auditor", permissions = new[] { "org:reports:read" } });
        await emulator.SendAsync(
            HttpMethod.Patch, "/emulator/organizations/northwind-labs/members/kenji", new { role = "org:auditor" });

        using var inUse = await emulator.AskAsync(HttpMethod.Delete, "/emulator/roles/org:auditor");
        await emulator.SendAsync(
            HttpMethod.Patch, "/emulator/organizations/northwind-labs/members/kenji", new { role = "org:member" });
        await emulator.SendAsync(HttpMethod.Delete, "/emulator/roles/org:auditor");

        Assert.Equal(HttpStatusCode.Conflict, inUse.StatusCode);
        Assert.Equal(
            ["org:admin", "org:member", "org:bookkeeper"],
            (await emulator.GetAsync("/emulator/roles")).AsArray().Select(role => (string)role!["key"]!));
    }

    [Fact]
    public async Task Roles_Changed_AreKept()
    {
        using var folder = new TemporaryFolder();
        var path = folder["state.json"];
        string roles;
        await using (var emulator = await RunningEmulator.StartAsync(o => o.StatePath = path))
        {
            await emulator.PostAsync("/emulator/roles", new { key = "org:auditor", name = "Auditor" });
            roles = (await emulator.GetAsync("/emulator/roles")).ToJsonString();
        }

        await using var next = await RunningEmulator.StartAsync(o => o.StatePath = path);
        Assert.Equal(roles, (await next.GetAsync("/emulator/roles")).ToJsonString());
    }

    [Theory]
    [InlineData("POST", "/emulator/roles", """{"key":"auditor","name":"A"}""", 422)]
    [InlineData("POST", "/emulator/roles", """{"key":"org:auditor"}""", 422)]
    [InlineData("POST", "/emulator/roles", """{"key":"org:admin","name":"A"}""", 409)]
    [InlineData("POST", "/emulator/roles", """{"key":"org:a","name":"A","permissions":["org:no:such"]}""", 404)]
    [InlineData("POST", "/emulator/roles", """{"key":"org:a","name":"A","permissions":"org:reports:read"}""", 422)]
    [InlineData("POST", "/emulator/roles", """{"key":"org:a","name":"A","permissions":[1]}""", 422)]
    [InlineData("PATCH", "/emulator/roles/org:member", """{"key":"org:other"}""", 422)]
    [InlineData("PATCH", "/emulator/roles/org:none", "{}", 404)]
    [InlineData("DELETE", "/emulator/roles/org:admin", "", 409)]
    [InlineData("DELETE", "/emulator/roles/org:member", "", 409)]
    [InlineData("POST", "/emulator/permissions", """{"key":"org:sys_profile:read","name":"P"}""", 422)]
    [InlineData("POST", "/emulator/permissions", """{"key":"org:reports","name":"P"}""", 422)]
    [InlineData("POST", "/emulator/permissions", """{"key":"org:reports:read","name":"P"}""", 409)]
    [InlineData("PATCH", "/emulator/permissions/org:sys_profile:manage", """{"name":"P"}""", 409)]
    [InlineData("DELETE", "/emulator/permissions/org:sys_profile:manage", "", 409)]
    [InlineData("DELETE", "/emulator/permissions/org:no:such", "", 404)]
    [InlineData("POST", "{none}/invitations", """{"email_address":"a@b","role":"org:member"}""", 404)]
    [InlineData("POST", "{one}/invitations", """{"email_address":"a@b"}""", 422)]
    [InlineData("POST", "{one}/invitations", """{"email_address":"ab","role":"org:member"}""", 422)]
    [InlineData("POST", "{one}/invitations", """{"email_address":"a@b","role":"org:king"}""", 422)]
    [InlineData("POST", "/emulator/invitations/x/accept", "", 404)]
    [InlineData("POST", "/emulator/invitations/x/revoke", "", 404)]
    [InlineData("POST", "{one}/domains", """{"name":"no domain"}""", 422)]
    [InlineData("POST", "{one}/domains", """{"name":"a.b","enrollment_mode":"x"}""", 422)]
    [InlineData("DELETE", "/emulator/domains/x", "", 404)]
    [InlineData("POST", "/emulator/waitlist", "", 422)]
    [InlineData("POST", "/emulator/waitlist/x/invite", "", 404)]
    [InlineData("POST", "/emulator/codes", "", 422)]
    [InlineData("POST", "/emulator/codes", """{"email_address":"a@b","phone_number":"+31105550123"}""", 422)]
    [InlineData("POST", "/emulator/billing/subscribe", "", 422)]
    [InlineData("POST", "/emulator/billing/subscribe", """{"user_id":"nobody"}""", 404)]
    [InlineData("POST", "/emulator/billing/subscribe", """{"user_id":"ada","organization_id":"x"}""", 422)]
    [InlineData("POST", "/emulator/billing/subscriptions/x/pay", "", 404)]
    [InlineData("POST", "/emulator/users/nobody/lock", "", 404)]
    public async Task Call_Unacceptable_IsRefused(string method, string path, string body, int status)
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        using var request = new HttpRequestMessage(new HttpMethod(method), path
            .Replace("{one}", "/emulator/organizations/northwind-labs", StringComparison.Ordinal)
            .Replace("{none}", "/emulator/organizations/none", StringComparison.Ordinal));
        if (body.Length > 0)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await emulator.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    private static Task<string> TokenAsync(RunningEmulator emulator) =>
        emulator.TokenAsync("/emulator/token/kenji?organization_id=northwind-labs");

    private static async Task<JsonNode> MembershipAsync(RunningEmulator emulator) =>
        (await emulator.BackendAsync("/v1/organization_memberships"))["data"]!.AsArray()
        .Single(one => (string)one!["public_user_data"]!["username"]! == "kenji")!;

    private static JsonNode Claims(string token) =>
        JsonNode.Parse(Base64UrlEncoder.DecodeBytes(token.Split('.')[1]))!;

    /// <summary>The feature with a mask, and the names of permissions.</summary>
    private static (string Feature, string Permissions) Granted(string token)
    {
        var claims = Claims(token);
        var masks = ((string)claims["o"]!["fpm"]!).Split(',');
        var features = ((string)claims["fea"]!).Split(',');
        return (features[Array.FindIndex(masks, mask => mask != "0")][2..], (string)claims["o"]!["per"]!);
    }
}
