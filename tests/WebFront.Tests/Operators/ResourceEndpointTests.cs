using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.WebFront.Tests.Operators;

public class ResourceEndpointTests(OperatorFront fixture) : IClassFixture<OperatorFront>
{
    private const long At = 1_790_845_200_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resources_OfAPayer_AreAsClerkSentThem()
    {
        var user = fixture.NewUser();
        var subscription = new JsonObject
        {
            ["object"] = "commerce_subscription",
            ["id"] = "csub_" + user[5..],
            ["status"] = "active",
            ["created_at"] = At,
            ["updated_at"] = At,
            ["payer"] = new JsonObject { ["id"] = "cpayer_1", ["user_id"] = user, ["organization_id"] = "" },
            ["a_member_of_a_later_year"] = 7,
        };
        Assert.Equal("applied", await fixture.DeliverAsync(
            "msg_s" + user, ClerkEventJson.Envelope("subscription.created", subscription.DeepClone(), At + 5)));
        subscription["status"] = "past_due";
        subscription["updated_at"] = At + 100;
        Assert.Equal("applied", await fixture.DeliverAsync(
            "msg_t" + user, ClerkEventJson.Envelope("subscription.pastDue", subscription, At + 105)));

        var page = await fixture.JsonAsync(HttpMethod.Get, $"/admin/resources?kind=subscription&userId={user}");
        var shown = Assert.Single(page.GetProperty("data").EnumerateArray());
        Assert.Equal("past_due", shown.GetProperty("status").GetString());
        Assert.Equal(7, shown.GetProperty("a_member_of_a_later_year").GetInt32());
    }

    [Theory]
    [InlineData("kind=user", "kind")]
    [InlineData("kind=4", "kind")]
    [InlineData("kind=organizationInvitation,organizationDomain", "kind")]
    [InlineData("", "kind")]
    [InlineData("kind=subscription&userId=org_1", "userId")]
    [InlineData("kind=subscription&userId=user_1&organizationId=org_1", "organizationId")]
    [InlineData("kind=subscription&limit=501", "limit")]
    [InlineData("kind=subscription&offset=-1", "offset")]
    public async Task Resources_ParameterMakesNoSense_Is400ThatNamesIt(string query, string parameter)
    {
        using var answer = await fixture.SendAsync(HttpMethod.Get, $"/admin/resources?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Equal(parameter, problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Role_LosesAPermission_CountsOnTheNextRequestOfItsMembers()
    {
        var user = fixture.NewUser();
        var organization = "org_" + user[5..];
        var role = $"org:role{user[6..]}";
        await fixture.DeliverAsync("msg_u" + user, ClerkEventJson.Envelope("user.created", ClerkEventJson.User(user, At, "Ada"), At + 5));
        await fixture.DeliverAsync("msg_m" + user, ClerkEventJson.Envelope(
            "organizationMembership.created",
            ClerkEventJson.Membership("orgmem_" + user[5..], user, organization, role, At), At + 5));
        Assert.Equal(["org:invoices:read"], await PermissionsAsync(user, organization));

        await fixture.DeliverAsync("msg_r" + user, Role("role.created", user, role, At, "org:invoices:read", "org:invoices:pay"));
        Assert.Equal(["org:invoices:read", "org:invoices:pay"], await PermissionsAsync(user, organization));
        await fixture.DeliverAsync("msg_s" + user, Role("role.updated", user, role, At + 10, "org:invoices:read"));
        Assert.Equal(["org:invoices:read"], await PermissionsAsync(user, organization));
        await fixture.DeliverAsync("msg_t" + user, ClerkEventJson.Envelope(
            "role.deleted", ClerkEventJson.Deleted("role", "role_" + user[5..]), At + 20));
        Assert.Empty(await PermissionsAsync(user, organization));
    }

    private static byte[] Role(string type, string user, string key, long at, params string[] permissions) =>
        ClerkEventJson.Envelope(type, new JsonObject
        {
            ["object"] = "role",
            ["id"] = "role_" + user[5..],
            ["key"] = key,
            ["name"] = "A role",
            ["created_at"] = At,
            ["updated_at"] = at,
            ["permissions"] = new JsonArray([.. permissions.Select(p => new JsonObject
            {
                ["object"] = "permission",
                ["id"] = "perm_" + user[5..] + p.Split(':')[^1],
                ["key"] = p,
                ["name"] = p,
                ["created_at"] = At,
                ["updated_at"] = At,
            })]),
        }, at + 5);

    private async Task<IEnumerable<string?>> PermissionsAsync(string user, string organization)
    {
        using var answer = await fixture.Front.MeAsync(user, "sess_1", Cancel, organization);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        return json.GetProperty("organization").GetProperty("permissions").EnumerateArray().Select(p => p.GetString());
    }
}
