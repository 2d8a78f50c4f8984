using Identity.Testing;

namespace Identity.WebFront.Tests.ReadApi.Writes;

/// <summary>Whoever writes through here reads it at once from here; Clerk has it too, and says what it says.</summary>
public sealed class ForwardingTests(ForwardingFront world) : IClassFixture<ForwardingFront>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UserChanged_IsReadFromHereWithoutAWebhook()
    {
        var ada = await world.KnownUserAsync("Ada");

        var written = await world.SendAsync("PATCH", $"/v1/users/{ada}", new { first_name = "Adaeze" });

        Assert.Equal((200, "Adaeze"), (written.Status, (string?)written.Body!["first_name"]));
        ReadApiFront.AssertSame(written.Body, (await world.SendAsync("GET", $"/v1/users/{ada}")).Body);
        ReadApiFront.AssertSame(written.Body, (await world.AskClerkAsync($"/v1/users/{ada}")).Body);
        var listed = await world.SendAsync("GET", $"/v1/users?user_id={ada}");
        Assert.Equal("Adaeze", (string?)Assert.Single(listed.Body!.AsArray())!["first_name"]);
    }

    [Fact]
    public async Task UserOfWhomNothingWasKnown_IsReadWithMemberships()
    {
        var organization = (await world.AskClerkAsync("/v1/organizations?limit=1")).Body!["data"]![0]!["id"];
        var user = await world.NewUserAsync("Jean");
        var joined = new { user_id = user, role = "org:member" };
        Assert.Equal(200, (await world.SendAsync("POST", $"/v1/organizations/{organization}/memberships", joined)).Status);

        await world.SendAsync("PATCH", $"/v1/users/{user}", new { first_name = "Jeanne" });

        Assert.Equal("Jeanne", (string?)(await world.SendAsync("GET", $"/v1/users/{user}")).Body!["first_name"]);
        var memberships = await world.SendAsync("GET", $"/v1/users/{user}/organization_memberships");
        Assert.Equal((string?)organization, (string?)Assert.Single(memberships.Body!["data"]!.AsArray())!["organization"]!["id"]);
    }

    [Fact]
    public async Task UserBanned_NextRequestIsRefused()
    {
        var user = await world.KnownUserAsync("Grace");
        var token = await world.TokenAsync(user);
        Assert.Equal(200, await world.MeAsync(token));

        Assert.Equal(200, (await world.SendAsync("POST", $"/v1/users/{user}/ban")).Status);

        Assert.Equal(401, await world.MeAsync(token));
    }

    [Fact]
    public async Task SessionRevoked_NextRequestIsRefused()
    {
        var user = await world.KnownUserAsync("Kenji");
        var token = await world.TokenAsync(user);
        Assert.Equal(200, await world.MeAsync(token));
        var sessions = await world.AskClerkAsync($"/v1/sessions?user_id={user}");
        var session = (string?)Assert.Single(sessions.Body!.AsArray())!["id"];

        var revoked = await world.SendAsync("POST", $"/v1/sessions/{session}/revoke");

        Assert.Equal((200, "revoked"), (revoked.Status, (string?)revoked.Body!["status"]));
        Assert.Equal(401, await world.MeAsync(token));
        ReadApiFront.AssertSame(revoked.Body, (await world.SendAsync("GET", $"/v1/sessions/{session}")).Body);
    }

    [Fact]
    public async Task UserDeleted_StaysDeletedWhateverComesLate()
    {
        var user = await world.KnownUserAsync("Tove");

        var deleted = await world.SendAsync("DELETE", $"/v1/users/{user}");

        Assert.True((bool)deleted.Body!["deleted"]!);
        Assert.Equal(404, (await world.SendAsync("GET", $"/v1/users/{user}")).Status);
        await world.Front.AcknowledgedAsync(
            "msg_late",
            ClerkEventJson.Envelope("user.updated", ClerkEventJson.User(user, 1_999_845_200_000), 1_999_845_200_005),
            Cancel);
        Assert.Equal(404, (await world.SendAsync("GET", $"/v1/users/{user}")).Status);
    }

    [Fact]
    public async Task OrganizationAndMembers_AreReadFromHere()
    {
        var user = await world.KnownUserAsync("Mae");
        var organization = (string)(await world.AskClerkAsync("/v1/organizations?limit=1")).Body!["data"]![0]!["id"]!;

        var renamed = await world.SendAsync("PATCH", $"/v1/organizations/{organization}", new { name = "Northwind Two" });
        Assert.Equal("Northwind Two", (string?)renamed.Body!["name"]);
        var read = await world.SendAsync("GET", $"/v1/organizations/{organization}");
        Assert.Equal("Northwind Two", (string?)read.Body!["name"]);

        var members = $"/v1/organizations/{organization}/memberships";
        await world.SendAsync("POST", members, new { user_id = user, role = "org:member" });
        Assert.Equal("org:member", await RoleAsync(user));
        await world.SendAsync("PATCH", $"{members}/{user}", new { role = "org:admin" });
        Assert.Equal("org:admin", await RoleAsync(user));
        var ended = await world.SendAsync("DELETE", $"{members}/{user}");
        Assert.Equal((200, "organization_membership"), (ended.Status, (string?)ended.Body!["object"]));
        Assert.Null(await RoleAsync(user));
    }

    [Theory]
    [InlineData("PATCH", "/v1/users/user_nobody", 404, "resource_not_found")]
    [InlineData("POST", "/v1/nowhere/at/all", 404, "resource_not_found")]
    [InlineData("PATCH", "/v1/organizations/org_nobody", 404, "resource_not_found")]
    public async Task Refused_ByClerk_GetsClerksWords(string method, string path, int status, string code)
    {
        var answer = await world.SendAsync(method, path, new { });

        Assert.Equal((status, code), (answer.Status, (string?)answer.Body!["errors"]![0]!["code"]));
        Assert.Equal((string?)answer.Body["clerk_trace_id"], Assert.Single(answer.Headers.GetValues("x-clerk-trace-id")));
    }

    [Fact]
    public async Task Token_PassesAndIsKeptNowhere()
    {
        var user = await world.KnownUserAsync("Iris");
        await world.TokenAsync(user);
        var session = (string?)(await world.AskClerkAsync($"/v1/sessions?user_id={user}")).Body![0]!["id"];

        var token = await world.SendAsync("POST", $"/v1/sessions/{session}/tokens");

        var jwt = (string)token.Body!["jwt"]!;
        Assert.Equal(200, await world.MeAsync(jwt));
        Assert.DoesNotContain(jwt, world.Front.Output, StringComparison.Ordinal);
        if (TestEngine.IsOrleans) return;
        foreach (var file in (string[])["identity.db", "identity.db-wal"])
        {
            var path = Path.Combine(world.Front.Settings.Folder, "data", file);
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(jwt, await reader.ReadToEndAsync(Cancel), StringComparison.Ordinal);
        }
    }

    private async Task<string?> RoleAsync(string user)
    {
        var memberships = await world.SendAsync("GET", $"/v1/users/{user}/organization_memberships");
        return (string?)memberships.Body!["data"]!.AsArray().SingleOrDefault()?["role"];
    }
}
