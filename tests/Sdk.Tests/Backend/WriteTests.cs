using System.Text.Json.Nodes;

namespace Identity.Sdk.Tests.Backend;

/// <summary>
/// Methods of Clerk's SDK that write, at a front that forwards writes: what they give is Clerk's, and the next read from the
/// cluster has it, though no webhook has come.
/// </summary>
public sealed class WriteTests(ClerkBackend backend, WritingWorld writing) : IClassFixture<ClerkBackend>, IClassFixture<WritingWorld>
{
    private readonly World _world = writing.World;

    [Fact]
    public async Task UpdateUser_IsReadAtOnce()
    {
        _world.Require();
        var user = await writing.SignUpAsync("Ada");

        var answers = await CallAsync(
            ["users.getUser", user],
            ["users.updateUser", user, new { firstName = "Adaeze", username = "adaeze" }],
            ["users.getUser", user],
            ["users.getUserList", new { username = new[] { "adaeze" } }]);

        Assert.Equal("Ada", (string?)answers[0]["value"]!["firstName"]);
        Assert.Equal(("Adaeze", "adaeze"), ((string?)answers[1]["value"]!["firstName"], (string?)answers[1]["value"]!["username"]));
        Assert.Equal(answers[1].ToJsonString(), answers[2].ToJsonString());
        Assert.Equal(user, (string?)Assert.Single(answers[3]["value"]!["data"]!.AsArray())!["id"]);
        Assert.Equal(
            (await backend.CallAsync(_world.ClerkUrl, _world.SecretKey, ["users.getUser", user]))[0].ToJsonString(),
            answers[2].ToJsonString());
    }

    [Fact]
    public async Task CreateUserAndMetadata_AreReadAtOnce()
    {
        _world.Require();
        var made = (await CallAsync(["users.createUser", new
        {
            emailAddress = new[] { "joan@northwind.example" }, firstName = "Joan", publicMetadata = new { plan = "free", seats = 1 },
        }]))[0]["value"]!;
        var user = (string?)made["id"];

        var answers = await CallAsync(
            ["users.getUser", user],
            ["users.updateUserMetadata", user, new { publicMetadata = new { plan = "pro" } }],
            ["users.getUser", user]);

        Assert.Equal(made.ToJsonString(), answers[0]["value"]!.ToJsonString());
        Assert.Equal("""{"plan":"pro","seats":1}""", answers[2]["value"]!["publicMetadata"]!.ToJsonString());
        Assert.Equal(answers[1].ToJsonString(), answers[2].ToJsonString());
    }

    [Fact]
    public async Task BanUser_IsReadAtOnce()
    {
        _world.Require();
        var user = await writing.SignUpAsync("Grace");

        var answers = await CallAsync(
            ["users.getUser", user], ["users.banUser", user], ["users.getUser", user], ["users.unbanUser", user],
            ["users.getUser", user]);

        Assert.Equal(
            [false, true, true, false, false], answers.Select(answer => (bool)answer["value"]!["banned"]!));
    }

    [Fact]
    public async Task DeleteUser_IsGoneAtOnce()
    {
        _world.Require();
        var user = await writing.SignUpAsync("Jean");

        var answers = await CallAsync(["users.getUser", user], ["users.deleteUser", user], ["users.getUser", user]);

        Assert.Equal((user, true), ((string?)answers[1]["value"]!["id"], (bool)answers[1]["value"]!["deleted"]!));
        Assert.Equal(404, (int)answers[2]["error"]!["status"]!);
    }

    [Fact]
    public async Task UpdateOrganizationAndMembers_AreReadAtOnce()
    {
        _world.Require();
        var user = await writing.SignUpAsync("Mae");
        var organization = (await _world.ClerkAsync("/v1/organizations")).GetProperty("data")[0].GetProperty("id").GetString();
        var member = new { organizationId = organization, userId = user, role = "org:member" };

        var answers = await CallAsync(
            ["organizations.updateOrganization", organization, new { name = "Southwind" }],
            ["organizations.getOrganization", new { organizationId = organization }],
            ["users.getUser", user],
            ["organizations.createOrganizationMembership", member],
            ["users.getOrganizationMembershipList", new { userId = user }],
            ["organizations.deleteOrganizationMembership", member],
            ["users.getOrganizationMembershipList", new { userId = user }]);

        Assert.Equal("Southwind", (string?)answers[0]["value"]!["name"]);
        Assert.Equal("Southwind", (string?)answers[1]["value"]!["name"]);
        Assert.Equal((string?)answers[3]["value"]!["id"], (string?)Assert.Single(answers[4]["value"]!["data"]!.AsArray())!["id"]);
        Assert.Equal((string?)answers[3]["value"]!["id"], (string?)answers[5]["value"]!["id"]);
        Assert.Equal(0, (int)answers[6]["value"]!["totalCount"]!);
    }

    [Theory]
    [InlineData("users.updateUser")]
    [InlineData("users.deleteUser")]
    [InlineData("users.banUser")]
    public async Task Write_ThatClerkRefuses_IsRefusedInTheSameWords(string method)
    {
        _world.Require();
        object?[] call = [method, "user_nobody", new { firstName = "No" }];

        var theirs = (await backend.CallAsync(_world.ClerkUrl, _world.SecretKey, call))[0];
        var ours = (await CallAsync(call))[0];

        Assert.Equal(404, (int)ours["error"]!["status"]!);
        Assert.Equal(theirs.ToJsonString(), ours.ToJsonString());
    }

    private Task<JsonNode[]> CallAsync(params object?[][] calls) => backend.CallAsync(_world.Url, _world.SecretKey, calls);
}
