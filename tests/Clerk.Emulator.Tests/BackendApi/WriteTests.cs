using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Tests.BackendApi;

/// <summary>Writes of users, organizations and members: answered with what the Backend API reads then, and told by webhooks.</summary>
public sealed class WriteTests
{
    [Fact]
    public async Task User_EachWrite_IsAnsweredWithTheUserAndTold()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);
        var id = await emulator.UserAsync("noor");
        Assert.Equal("user.created", (await receiver.NextAsync()).Type);

        foreach (var (method, path, body, member, expected) in ((HttpMethod, string, object?, string, string)[])
            [
                (HttpMethod.Patch, "", new { first_name = "Noora" }, "first_name", "\"Noora\""),
                (HttpMethod.Put, "/metadata", new { public_metadata = new { a = 1, b = 2 } }, "public_metadata",
                    """{"a":1,"b":2}"""),
                (HttpMethod.Patch, "/metadata", new { public_metadata = new { b = (object?)null, c = new { d = 3 } } },
                    "public_metadata", """{"a":1,"c":{"d":3}}"""),
                (HttpMethod.Patch, "/metadata", new { public_metadata = new { c = new { e = 4, d = (object?)null }, a = "x" } },
                    "public_metadata", """{"a":"x","c":{"e":4}}"""),
                (HttpMethod.Post, "/lock", null, "locked", "true"),
                (HttpMethod.Post, "/unlock", null, "locked", "false"),
                (HttpMethod.Post, "/ban", null, "banned", "true"),
                (HttpMethod.Post, "/unban", null, "banned", "false"),
            ])
        {
            var (status, answer) = await SendAsync(emulator, method, $"/v1/users/{id}{path}", body);
            Assert.Equal((200, expected), (status, answer![member]!.ToJsonString()));
            using var read = await emulator.AskBackendAsync($"/v1/users/{id}");
            Assert.Equal(await read.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.ToJsonString());
            Assert.Equal(answer.ToJsonString(), (await receiver.NextAsync()).Data.ToJsonString());
        }

        var (gone, deleted) = await SendAsync(emulator, HttpMethod.Delete, $"/v1/users/{id}");
        Assert.Equal((200, true, id), (gone, (bool)deleted!["deleted"]!, (string?)deleted["id"]));
        Assert.Equal(deleted.ToJsonString(), (await receiver.NextAsync()).Data.ToJsonString());
        Assert.Equal(404, (await SendAsync(emulator, HttpMethod.Patch, $"/v1/users/{id}", new { })).Status);
    }

    [Fact]
    public async Task NewUser_IsAnsweredAndTold()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);

        var (status, user) = await SendAsync(emulator, HttpMethod.Post, "/v1/users", new
        {
            email_address = new[] { "Iris@example.org" },
            phone_number = (object?)null,
            first_name = "Iris",
            external_id = "crm_7",
            password = "never kept",
            skip_password_checks = true,
            public_metadata = new { plan = "pro" },
        });

        Assert.Equal((200, "Iris", "crm_7"), (status, (string?)user!["first_name"], (string?)user["external_id"]));
        Assert.Equal("iris@example.org", (string?)user["email_addresses"]![0]!["email_address"]);
        var told = await receiver.NextAsync();
        Assert.Equal(("user.created", user.ToJsonString()), (told.Type, told.Data.ToJsonString()));
        var (again, error) = await SendAsync(
            emulator, HttpMethod.Post, "/v1/users", new { email_address = new[] { "iris@example.org" } });
        Assert.Equal((422, "form_identifier_exists"), (again, (string?)error!["errors"]![0]!["code"]));
    }

    [Fact]
    public async Task Metadata_LongerThanItMayBeOnceMerged_IsRefused()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var path = $"/v1/users/{await emulator.UserAsync("noor")}/metadata";
        var half = new string('x', 5_000);

        Assert.Equal(200, (await SendAsync(emulator, HttpMethod.Patch, path, new { private_metadata = new { a = half } })).Status);
        Assert.Equal(422, (await SendAsync(emulator, HttpMethod.Patch, path, new { private_metadata = new { b = half } })).Status);
    }

    [Fact]
    public async Task Metadata_IsAsLongAsItCame()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var path = $"/v1/users/{await emulator.UserAsync("noor")}/metadata";
        var cyrillic = "{\"private_metadata\":{\"a\":\"" + new string('ж', 5_000) + "\"}}";

        Assert.Equal(200, (await SendAsync(emulator, HttpMethod.Patch, path, cyrillic)).Status);
        var (status, user) = await SendAsync(emulator, HttpMethod.Patch, path, new { private_metadata = new { b = 1 } });
        Assert.Equal((200, 5_000), (status, ((string?)user!["private_metadata"]!["a"])!.Length));
    }

    [Fact]
    public async Task Session_RevokedTwice_IsNotTaken()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var id = await emulator.UserAsync("noor");
        var session = (string?)(await SendAsync(emulator, HttpMethod.Post, "/v1/sessions", new { user_id = id })).Body!["id"];

        Assert.Equal(200, (await SendAsync(emulator, HttpMethod.Post, $"/v1/sessions/{session}/revoke")).Status);
        Assert.Equal(409, (await SendAsync(emulator, HttpMethod.Post, $"/v1/sessions/{session}/revoke")).Status);
    }

    [Theory]
    [InlineData("""{"email_address":"a@example.org"}""")]
    [InlineData("""{"email_address":["a@example.org","b@example.org"]}""")]
    [InlineData("""{"email_address":[7]}""")]
    [InlineData("""{"email_address":["not an address"]}""")]
    [InlineData("""{"email_address":[]}""")]
    [InlineData("{}")]
    public async Task NewUser_WithoutExactlyOneAddress_IsRefused(string body)
    {
        await using var emulator = await RunningEmulator.StartAsync();

        Assert.Equal(422, (await SendAsync(emulator, HttpMethod.Post, "/v1/users", JsonNode.Parse(body))).Status);
    }

    [Fact]
    public async Task Organization_AndItsMembers_AreAnsweredAsClerkDoes()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var (creator, member) = (await emulator.UserAsync("noor"), await emulator.UserAsync("sam"));
        var created = await emulator.PostAsync(
            "/emulator/organizations", new { name = "Labs", slug = "labs", created_by = creator });
        var id = (string?)created["organization"]!["id"];

        Assert.Equal("Works", (string?)(await SendAsync(
            emulator, HttpMethod.Patch, $"/v1/organizations/{id}", new { name = "Works" })).Body!["name"]);
        var metadata = $"/v1/organizations/{id}/metadata";
        await SendAsync(emulator, HttpMethod.Put, metadata, new { public_metadata = new { a = 1, b = 2 } });
        var merged = await SendAsync(emulator, HttpMethod.Patch, metadata, new { public_metadata = new { b = (object?)null } });
        Assert.Equal("""{"a":1}""", merged.Body!["public_metadata"]!.ToJsonString());
        var members = $"/v1/organizations/{id}/memberships";
        var joined = await SendAsync(emulator, HttpMethod.Post, members, new { user_id = member, role = "org:member" });
        Assert.Equal(("organization_membership", "org:member"), ((string?)joined.Body!["object"], (string?)joined.Body["role"]));
        var twice = await SendAsync(emulator, HttpMethod.Post, members, new { user_id = member, role = "org:member" });
        Assert.Equal(
            (400, "already_a_member_in_organization"), (twice.Status, (string?)twice.Body!["errors"]![0]!["code"]));
        var changed = await SendAsync(emulator, HttpMethod.Patch, $"{members}/{member}", new { role = "org:admin" });
        Assert.Equal("org:admin", (string?)changed.Body!["role"]);

        // As it was last, and not a word of its deletion.
        var ended = await SendAsync(emulator, HttpMethod.Delete, $"{members}/{member}");
        Assert.Equal((200, changed.Body.ToJsonString()), (ended.Status, ended.Body!.ToJsonString()));
        Assert.Equal(404, (await SendAsync(emulator, HttpMethod.Delete, $"{members}/{member}")).Status);

        Assert.True((bool)(await SendAsync(emulator, HttpMethod.Delete, $"/v1/organizations/{id}")).Body!["deleted"]!);
        Assert.Equal(404, (await SendAsync(emulator, HttpMethod.Patch, $"/v1/organizations/{id}", new { name = "X" })).Status);
    }

    [Theory]
    [InlineData("PATCH", "/v1/users/noor", 404)]
    [InlineData("DELETE", "/v1/users/noor", 404)]
    [InlineData("POST", "/v1/users/noor/ban", 404)]
    public async Task User_ByName_IsUnknown(string method, string path, int status)
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await emulator.UserAsync("noor");

        var answer = await SendAsync(emulator, new HttpMethod(method), path, new { });

        Assert.Equal((status, "resource_not_found"), (answer.Status, (string?)answer.Body!["errors"]![0]!["code"]));
    }

    [Fact]
    public async Task BadBody_IsRefusedInClerksShape()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var id = await emulator.UserAsync("noor");

        var answer = await SendAsync(emulator, HttpMethod.Patch, $"/v1/users/{id}", new { first_name = 1 });

        Assert.Equal((422, "form_param_value_invalid"), (answer.Status, (string?)answer.Body!["errors"]![0]!["code"]));
    }

    private static async Task<(int Status, JsonNode? Body)> SendAsync(
        RunningEmulator emulator, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", emulator.Settings.SecretKey);
        request.Content = body switch
        {
            null => null,
            string json => new StringContent(json, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
        using var answer = await emulator.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
