using System.Text.Json;
using System.Text.Json.Nodes;

namespace Identity.Sdk.Tests.Backend;

/// <summary>
/// Every read method of Clerk's SDK that has an endpoint here: the cluster, which knows only what webhooks told it, gives
/// what Clerk itself gives, resource by resource and field by field.
/// </summary>
public sealed class ReadTests(ClerkBackend backend, Cast cast) : IClassFixture<ClerkBackend>, IClassFixture<Cast>
{
    // Of an organization that is embedded in a membership they are as old as that (docs/read-api.md).
    private static readonly string[] Counts = ["membersCount", "members_count", "pendingInvitationsCount", "pending_invitations_count"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly World _world = cast.World;

    /// <summary>Calls, with <c>$name</c> for what only the running cast knows.</summary>
    public static TheoryData<string, string> Calls { get; } = new()
    {
        { "users.getUser", "\"$ada\"" },
        { "users.getUser", "\"$grace\"" },
        { "users.getUserList", "" },
        { "users.getUserList", "{\"limit\":2,\"orderBy\":\"+created_at\"}" },
        { "users.getUserList", "{\"limit\":2,\"offset\":2,\"orderBy\":\"+created_at\"}" },
        { "users.getUserList", "{\"limit\":2,\"offset\":400}" },
        { "users.getUserList", "{\"orderBy\":\"-first_name\"}" },
        { "users.getUserList", "{\"orderBy\":\"+email_address\"}" },
        { "users.getUserList", "{\"orderBy\":\"username\"}" },
        { "users.getUserList", "{\"emailAddress\":[\"grace@navy.example\",\"nobody@navy.example\"]}" },
        { "users.getUserList", "{\"externalId\":[\"crew-1\"]}" },
        { "users.getUserList", "{\"username\":[\"grace\",\"kenji\"]}" },
        { "users.getUserList", "{\"userId\":[\"$ada\",\"$grace\"],\"orderBy\":\"+created_at\"}" },
        { "users.getUserList", "{\"userId\":[\"-$ada\"],\"orderBy\":\"+created_at\"}" },
        { "users.getUserList", "{\"organizationId\":[\"$organization\"],\"orderBy\":\"+created_at\"}" },
        { "users.getUserList", "{\"query\":\"hopp\"}" },
        { "users.getUserList", "{\"createdAtBefore\":1}" },
        { "users.getCount", "" },
        { "users.getCount", "{\"query\":\"grace\"}" },
        { "users.getOrganizationMembershipList", "{\"userId\":\"$ada\"}" },
        { "users.getOrganizationInvitationList", "{\"userId\":\"$grace\"}" },
        { "users.getOrganizationInvitationList", "{\"userId\":\"$grace\",\"status\":\"revoked\"}" },
        { "organizations.getOrganizationList", "" },
        { "organizations.getOrganizationList", "{\"includeMembersCount\":true,\"orderBy\":\"name\"}" },
        { "organizations.getOrganizationList", "{\"query\":\"north\",\"limit\":1}" },
        { "organizations.getOrganizationList", "{\"userId\":[\"$grace\"]}" },
        { "organizations.getOrganization", "{\"organizationId\":\"$organization\",\"includeMembersCount\":true}" },
        { "organizations.getOrganization", "{\"slug\":\"northwind-labs\"}" },
        { "organizations.getOrganizationMembershipList", "{\"organizationId\":\"$organization\",\"orderBy\":\"+created_at\"}" },
        { "organizations.getOrganizationMembershipList", "{\"organizationId\":\"$organization\",\"role\":[\"org:admin\"]}" },
        { "organizations.getOrganizationMembershipList", "{\"organizationId\":\"$organization\",\"userId\":[\"$grace\"]}" },
        { "organizations.getOrganizationMembershipList", "{\"organizationId\":\"$organization\",\"orderBy\":\"-first_name\",\"limit\":1}" },
        { "organizations.getInstanceOrganizationMembershipList", "{\"orderBy\":\"+created_at\"}" },
        { "organizations.getOrganizationInvitationList", "{\"organizationId\":\"$organization\"}" },
        { "organizations.getOrganizationInvitationList", "{\"organizationId\":\"$organization\",\"status\":[\"pending\"],\"limit\":1}" },
        { "organizations.getOrganizationInvitation", "{\"organizationId\":\"$organization\",\"invitationId\":\"$invitation\"}" },
        { "organizations.getOrganizationDomainList", "{\"organizationId\":\"$organization\"}" },
        { "organizationRoles.getOrganizationRoleList", "{\"orderBy\":\"key\"}" },
        { "organizationPermissions.getOrganizationPermissionList", "{\"orderBy\":\"key\"}" },
        { "sessions.getSession", "\"$session\"" },
        { "sessions.getSessionList", "{\"userId\":\"$grace\"}" },
        { "sessions.getSessionList", "{\"userId\":\"$grace\",\"status\":\"revoked\"}" },
        { "jwks.getJwks", "" },
    };

    /// <summary>Calls that Clerk refuses.</summary>
    public static TheoryData<string, string> Refusals { get; } = new()
    {
        { "users.getUser", "\"user_nobody\"" },
        { "users.getUserList", "{\"limit\":501}" },
        { "users.getUserList", "{\"orderBy\":\"shoe_size\"}" },
        { "organizations.getOrganization", "{\"slug\":\"nowhere\"}" },
        { "organizations.getOrganizationMembershipList", "{\"organizationId\":\"org_nowhere\"}" },
        { "sessions.getSession", "\"sess_nobody\"" },
        { "sessions.getSessionList", "{}" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public Task Call_AtTheCluster_GivesWhatClerkGives(string method, string arguments) =>
        SameAsync("value", method, arguments);

    [Theory]
    [MemberData(nameof(Refusals))]
    public Task Call_ThatClerkRefuses_IsRefusedInTheSameWords(string method, string arguments) =>
        SameAsync("error", method, arguments);

    [Fact]
    public async Task GetUser_Values_AreThoseThatWereSet()
    {
        _world.Require();

        var grace = await ValueAsync("users.getUser", cast.Grace);

        Assert.Equal((cast.Grace, "Grace", "Hopper"), ((string?)grace["id"], (string?)grace["firstName"], (string?)grace["lastName"]));
        Assert.Equal(("grace", "crew-1", true), ((string?)grace["username"], (string?)grace["externalId"], (bool)grace["banned"]!));
        Assert.Equal("grace@navy.example", (string?)grace["emailAddresses"]![0]!["emailAddress"]);
        Assert.Equal(2, (int)grace["publicMetadata"]!["deep"]!["list"]![1]!);
        Assert.Equal("top", (string?)grace["privateMetadata"]!["clearance"]);
        Assert.Equal("dark", (string?)grace["unsafeMetadata"]!["theme"]);
    }

    [Fact]
    public async Task GetUser_WebhookChangedThem_IsThereOnTheNextCall()
    {
        _world.Require();
        var user = await _world.SignUpAsync("Jean");
        await _world.SendAsync(HttpMethod.Patch, $"/emulator/users/{user}", new { public_metadata = new { plan = "pro" } });

        Assert.Equal("pro", (string?)(await ValueAsync("users.getUser", user))["publicMetadata"]!["plan"]);
        await _world.SendAsync(HttpMethod.Delete, $"/emulator/users/{user}");
        Assert.Equal(404, (int)(await ErrorAsync("users.getUser", user))["status"]!);
    }

    [Fact]
    public async Task Call_AnotherKey_Is401OnEveryPath()
    {
        _world.Require();
        object?[][] calls = [["users.getUser", cast.Ada], ["users.getUser", "user_nobody"], ["redirectUrls.getRedirectUrlList"]];

        var answers = await backend.CallAsync(_world.Url, "sk_test_" + new string('a', 40), calls);

        Assert.All(answers, answer =>
        {
            Assert.Equal(401, (int)answer["error"]!["status"]!);
            Assert.Equal("clerk_key_invalid", (string?)answer["error"]!["codes"]![0]!["code"]);
            Assert.True((bool)answer["error"]!["traced"]!);
        });
    }

    [Fact]
    public async Task Call_Writes_SaysToUseClerk()
    {
        _world.Require();

        var error = await ErrorAsync("users.updateUser", cast.Ada, new { firstName = "Adaeze" });

        Assert.Equal(501, (int)error["status"]!);
        Assert.Contains("Clerk", (string?)error["codes"]![0]!["longMessage"], StringComparison.Ordinal);
        Assert.Equal("Ada", (string?)(await ValueAsync("users.getUser", cast.Ada))["firstName"]);
    }

    private async Task SameAsync(string kind, string method, string arguments)
    {
        _world.Require();
        object?[] call = [method, .. Read(arguments)];

        var theirs = (await backend.CallAsync(_world.ClerkUrl, _world.SecretKey, call))[0];
        var ours = (await backend.CallAsync(_world.Url, _world.SecretKey, call))[0];

        Assert.NotNull(theirs[kind]);
        Assert.Equal(Text(theirs), Text(ours));
    }

    private object?[] Read(string arguments) => JsonSerializer.Deserialize<object?[]>("[" + arguments
        .Replace("$ada", cast.Ada, StringComparison.Ordinal)
        .Replace("$grace", cast.Grace, StringComparison.Ordinal)
        .Replace("$organization", cast.Organization, StringComparison.Ordinal)
        .Replace("$invitation", cast.Invitation, StringComparison.Ordinal)
        .Replace("$session", cast.Session, StringComparison.Ordinal) + "]")!;

    private async Task<JsonNode> ValueAsync(params object?[] call) => await AnswerAsync("value", call);

    private async Task<JsonNode> ErrorAsync(params object?[] call) => await AnswerAsync("error", call);

    private async Task<JsonNode> AnswerAsync(string kind, object?[] call)
    {
        var answer = (await backend.CallAsync(_world.Url, _world.SecretKey, call))[0];
        return answer[kind] ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    private static string Text(JsonNode answer)
    {
        foreach (var item in Objects(answer).ToList())
        {
            if (!item.ContainsKey("publicUserData") && !item.ContainsKey("public_user_data")) continue;
            foreach (var organization in Objects(item["organization"]))
            {
                foreach (var count in Counts) organization.Remove(count);
            }
        }

        return answer.ToJsonString(Indented);
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject item => item.Select(member => member.Value).SelectMany(Objects).Prepend(item).ToList(),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };
}
