using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Ingest.Writes;
using Identity.Testing;

namespace Identity.Ingest.Tests.Writes;

public class WrittenResourcesTests
{
    private const long At = 1_790_845_200_000;

    /// <summary>Writes, what Clerk answers, whose grain merges it as what, and whether it is gone and whole.</summary>
    public static TheoryData<string, string, string, string, FetchedKind, bool, bool> Merged { get; } = new()
    {
        { "POST", "users", User(), "user_1", FetchedKind.User, false, true },
        { "PATCH", "users/user_1", User(), "user_1", FetchedKind.User, false, false },
        { "PATCH", "users/user_1/metadata", User(), "user_1", FetchedKind.User, false, false },
        { "POST", "users/user_1/ban", User(), "user_1", FetchedKind.User, false, false },
        { "POST", "users/user_1/lock", User(), "user_1", FetchedKind.User, false, false },
        { "DELETE", "users/user_1/profile_image", User(), "user_1", FetchedKind.User, false, false },
        { "DELETE", "users/user_1", Deleted("user", "user_1"), "user_1", FetchedKind.User, true, true },
        { "POST", "organizations", Organization(), "org_1", FetchedKind.Organization, false, true },
        { "PATCH", "organizations/slug", Organization(), "org_1", FetchedKind.Organization, false, true },
        { "DELETE", "organizations/org_1", Deleted("organization", "org_1"), "org_1", FetchedKind.Organization, true, true },
        { "POST", "organizations/org_1/memberships", Membership(), "user_1", FetchedKind.Membership, false, true },
        { "PATCH", "organizations/org_1/memberships/user_1/metadata", Membership(), "user_1", FetchedKind.Membership, false, true },
        { "DELETE", "organizations/org_1/memberships/user_1", Membership(), "user_1", FetchedKind.Membership, true, true },
        { "POST", "organizations/org_1/invitations", Invitation(), "orginv_1", FetchedKind.OrganizationInvitation, false, true },
        { "POST", "organizations/org_1/invitations/orginv_1/revoke", Invitation(), "orginv_1", FetchedKind.OrganizationInvitation, false, true },
        { "POST", "organizations/org_1/domains", Domain(), "orgdmn_1", FetchedKind.OrganizationDomain, false, true },
        { "DELETE", "organizations/org_1/domains/orgdmn_1", Deleted("organization_domain", "orgdmn_1"), "orgdmn_1", FetchedKind.OrganizationDomain, true, true },
        { "POST", "organization_roles", Role(), "role_catalog", FetchedKind.Role, false, true },
        { "DELETE", "organization_roles/role_1/permissions/perm_1", Role(), "role_catalog", FetchedKind.Role, false, true },
        { "DELETE", "organization_roles/role_1", Deleted("role", "role_1"), "role_catalog", FetchedKind.Role, true, true },
        { "PATCH", "organization_permissions/perm_1", Permission(), "role_catalog", FetchedKind.Permission, false, true },
        { "DELETE", "organization_permissions/perm_1", Deleted("permission", "perm_1"), "role_catalog", FetchedKind.Permission, true, true },
        { "POST", "sessions", Session(), "user_1", FetchedKind.Session, false, true },
        { "POST", "sessions/sess_1/revoke", Session(), "user_1", FetchedKind.Session, false, true },
    };

    /// <summary>Writes, and answers that nothing is merged of.</summary>
    public static TheoryData<string, string, string> Passed { get; } = new()
    {
        { "POST", "sessions/sess_1/tokens", """{"object":"token","jwt":"eyJ"}""" },
        { "POST", "sessions/sess_1/refresh", Session() },
        { "POST", "sign_in_tokens", """{"object":"sign_in_token","id":"sit_1","user_id":"user_1","token":"eyJ"}""" },
        { "POST", "testing_tokens", """{"object":"testing_token","token":"1-eyJ"}""" },
        { "POST", "actor_tokens", """{"object":"actor_token","id":"act_1","user_id":"user_1","token":"eyJ"}""" },
        { "POST", "users/user_1/verify_password", """{"verified":true}""" },
        { "DELETE", "users/user_1/totp", """{"user_id":"user_1"}""" },
        { "DELETE", "users/user_1/external_accounts/eac_1", Deleted("external_account", "eac_1") },
        { "POST", "email_addresses", """{"object":"email_address","id":"idn_1"}""" },
        { "POST", "invitations", """{"object":"invitation","id":"inv_1"}""" },
        { "POST", "organizations/org_1/invitations/bulk", $"[{Invitation()}]" },
        { "POST", "organizations/org_1/invitations/bulk", $$"""{"data":[{{Invitation()}}],"total_count":1}""" },
        { "POST", "users", "" },
        { "POST", "users", "<html>" },
        { "POST", "users", "{\"object\":\"us" },
        { "POST", "users", "\"user\"" },
        { "POST", "users", "{}" },
        { "POST", "users", "{\"object\":\"\\ud800\"}" },
        { "POST", "users", "{\"object\":{\"id\":1}}" },

        // Deletions of something else, or of something that wasn't to be deleted.
        { "POST", "users/user_1", Deleted("user", "user_1") },
        { "DELETE", "users/user_2", Deleted("user", "user_1") },
        { "DELETE", "users/user_1/totp", Deleted("user", "user_1") },
        { "DELETE", "organizations/user_1", Deleted("user", "user_1") },
        { "DELETE", "organizations/org_2", Deleted("organization", "org_1") },
        { "DELETE", "users/user_1", """{"object":"user","id":"user_1","deleted":false}""" },
        { "DELETE", "users/user_1", """{"object":"user","id":"user_1","deleted":"true"}""" },
        { "DELETE", "users/user_1", """{"object":"user","deleted":true}""" },
        { "DELETE", "users/*", Deleted("user", "*") },
        { "DELETE", "organizations/org_1/memberships/user_2", Membership() },
        { "DELETE", "organizations/org_1/memberships", Membership() },
        { "DELETE", "organization_roles/role_1/permissions/perm_1", Deleted("permission", "perm_1") },
    };

    /// <summary>Answers of a kind that is merged, which no grain could understand.</summary>
    public static TheoryData<string> Unreadable { get; } =
    [
        """{"object":"user","id":"user_1"}""",
        """{"object":"user","id":7,"created_at":1,"updated_at":2}""",
        """{"object":"organization","id":"org_1"}""",
        """{"object":"organization_membership","id":"orgmem_1"}""",
        """{"object":"role","id":"role_1"}""",
    ];

    [Theory]
    [MemberData(nameof(Merged))]
    public void Answer_OfAKindThatIsMerged_GoesToItsGrain(
        string method, string path, string answer, string entity, FetchedKind kind, bool isGone, bool isWhole)
    {
        var written = WrittenResources.Read(TestWrites.Of(method, path), Encoding.UTF8.GetBytes(answer), out var problem);

        Assert.Null(problem);
        Assert.Equal(EntityId.Parse(entity), written!.Entity);
        Assert.Equal((kind, isGone, false), (written.Snapshot.Kind, written.Snapshot.IsGone, written.Snapshot.Settles));
        Assert.Equal(isWhole, written.IsWhole);
        var sent = JsonNode.Parse(written.Snapshot.Json.Span)!;
        if (sent["object"] is not null)
            Assert.True(JsonNode.DeepEquals(Without(answer, "user"), sent), sent.ToJsonString());
        else
            Assert.Equal(JsonNode.Parse(answer)!["id"]!.GetValue<string>(), sent["id"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Passed))]
    public void Answer_OfAnyOther_IsNotMerged(string method, string path, string answer)
    {
        Assert.Null(WrittenResources.Read(TestWrites.Of(method, path), Encoding.UTF8.GetBytes(answer), out var problem));
        Assert.Null(problem);
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void Answer_ThatCannotBeUnderstood_SaysWhy(string answer)
    {
        Assert.Null(WrittenResources.Read(TestWrites.Of("POST", "users"), Encoding.UTF8.GetBytes(answer), out var problem));
        Assert.NotEmpty(problem!);
    }

    [Fact]
    public void Session_WithAToken_IsMergedWithoutIt()
    {
        var session = JsonNode.Parse(Session())!;
        session["last_active_token"] = new JsonObject { ["object"] = "token", ["jwt"] = "eyJ" };

        var written = WrittenResources.Read(
            TestWrites.Of("POST", "sessions/sess_1/revoke"), Encoding.UTF8.GetBytes(session.ToJsonString()), out _);

        Assert.DoesNotContain("eyJ", Encoding.UTF8.GetString(written!.Snapshot.Json.Span), StringComparison.Ordinal);
    }

    private static JsonObject Without(string json, string member)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        node.Remove(member);
        return node;
    }

    private static string User() => ClerkEventJson.User("user_1", At).ToJsonString();

    private static string Organization() => ClerkEventJson.Organization("org_1", At).ToJsonString();

    private static string Membership() =>
        ClerkEventJson.Membership("orgmem_1", "user_1", "org_1", "org:member", At).ToJsonString();

    private static string Invitation() => ClerkResourceJson.Invitation("orginv_1", "org_1", "pending", At).ToJsonString();

    private static string Domain() => ClerkResourceJson.Domain("orgdmn_1", "org_1", "manual_invitation", At).ToJsonString();

    private static string Role() => ClerkRoleJson.Role("role_1", "org:auditor", At).ToJsonString();

    private static string Permission() => ClerkRoleJson.Permission("perm_1", "org:a:b", At).ToJsonString();

    private static string Session() => ClerkEventJson.Session("sess_1", "user_1", "revoked", At).ToJsonString();

    private static string Deleted(string kind, string id) => ClerkEventJson.Deleted(kind, id).ToJsonString();
}
