using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.WebFront.Tests.ReadApi;

public class OrganizationTests(OrganizationTests.Organizations fixture) : IClassFixture<OrganizationTests.Organizations>
{
    private const string Ada = "user_3K5Qy9VzFpcm0RzckqATkRxW2YY";
    private const string Kenji = "user_3K5SJ7JehCLjvRwV89BBzKpu3bj";
    private const string Northwind = "org_3K5RwUij1mgUZjJi8xUgA8G0GcU";

    /// <summary>A front that knows the samples' organization and its two members, and five smaller ones.</summary>
    public sealed class Organizations : IAsyncLifetime
    {
        public ReadApiFront Api { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Api.InitializeAsync();
            await Api.DeliverAsync("organization.created", ReadApiFront.Sample("GET_organizations_{id_or_slug}"));
            foreach (var user in ReadApiFront.Sample("GET_users").AsArray()) await Api.DeliverAsync("user.created", user!);
            foreach (var membership in ReadApiFront.Sample("GET_organization_memberships")["data"]!.AsArray())
                await Api.DeliverAsync("organizationMembership.created", membership!);
            for (var i = 0; i < 5; i++)
            {
                var organization = ClerkEventJson.Organization($"org_s{i}", 1_700_000_000_000, $"Small {4 - i}", $"small-{i}");
                organization["created_at"] = 1_600_000_000_000 + i;
                await Api.DeliverAsync("organization.created", organization);
                await Api.DeliverAsync("organizationMembership.created", Member(i, Kenji));
                if (i == 3) await Api.DeliverAsync("organizationMembership.created", Member(9, Ada, "org_s3", "org:admin"));
            }
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();

        private static JsonObject Member(int i, string user, string? organization = null, string role = "org:member")
        {
            var membership = ClerkEventJson.Membership(
                $"orgmem_s{i}", user, organization ?? $"org_s{i}", role, 1_700_000_000_000);
            membership["created_at"] = 1_610_000_000_000 + i;
            return membership;
        }
    }

    private ReadApiFront Api => fixture.Api;

    [Theory]
    [InlineData(Northwind)]
    [InlineData("northwind-labs")]
    public async Task Organization_ByIdOrSlug_IsTheWholeResource(string id) => ReadApiFront.AssertSame(
        ReadApiFront.Sample("GET_organizations_{id_or_slug}"), await Api.GetAsync($"/v1/organizations/{id}"));

    [Fact]
    public async Task List_OfTheSample_IsClerksAnswer() => ReadApiFront.AssertSame(
        ReadApiFront.Sample("GET_organizations"),
        await Api.GetAsync($"/v1/organizations?organization_id={Northwind}&include_members_count=true"));

    [Theory]
    [InlineData("", 10)]
    [InlineData("?include_members_count=false", 10)]
    public async Task List_WithoutTheFlags_CountsNothing(string query, int most)
    {
        var page = await Api.GetAsync($"/v1/organizations{query}");
        Assert.Equal(6, page["total_count"]!.GetValue<int>());
        Assert.InRange(page["data"]!.AsArray().Count, 1, most);
        Assert.All(page["data"]!.AsArray(), organization =>
        {
            Assert.Null(organization!["members_count"]);
            Assert.Null(organization["missing_member_with_elevated_permissions"]);
        });
    }

    [Fact]
    public async Task Organization_WithBothFlags_SaysWhatTheDirectoryCounts()
    {
        const string Flags = "?include_members_count=true&include_missing_member_with_elevated_permissions=true";
        var northwind = await Api.GetAsync($"/v1/organizations/{Northwind}{Flags}");
        Assert.Equal(2, northwind["members_count"]!.GetValue<int>());
        Assert.False(northwind["missing_member_with_elevated_permissions"]!.GetValue<bool>());
        var small = await Api.GetAsync($"/v1/organizations/small-1{Flags}");
        Assert.Equal(1, small["members_count"]!.GetValue<int>());
        Assert.True(small["missing_member_with_elevated_permissions"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("", Northwind, "org_s4", "org_s3", "org_s2", "org_s1", "org_s0")]
    [InlineData("&order_by=created_at", "org_s0", "org_s1", "org_s2", "org_s3", "org_s4", Northwind)]
    [InlineData("&order_by=name", Northwind, "org_s4", "org_s3", "org_s2", "org_s1", "org_s0")]
    [InlineData("&order_by=-members_count", "org_s3", Northwind, "org_s4", "org_s2", "org_s1", "org_s0")]
    [InlineData("&query=SMALL", "org_s4", "org_s3", "org_s2", "org_s1", "org_s0")]
    [InlineData("&query=northwind-l", Northwind)]
    [InlineData($"&query={Northwind}", Northwind)]
    [InlineData($"&user_id={Ada}", Northwind, "org_s3")]
    [InlineData($"&user_id={Kenji}&user_id=-{Ada}", "org_s4", "org_s2", "org_s1", "org_s0")]
    [InlineData($"&organization_id=-{Northwind}&organization_id=-org_s0", "org_s4", "org_s3", "org_s2", "org_s1")]
    [InlineData("&organization_id=org_s1&organization_id=%2Borg_s2&organization_id=org_none", "org_s2", "org_s1")]
    public async Task List_FilterAndOrder_Are(string query, params string[] ids)
    {
        Assert.Equal(ids, await Api.IdsAsync($"/v1/organizations?limit=500{query}"));
        var page = await Api.GetAsync($"/v1/organizations?limit=1&offset=100{query}");
        Assert.Empty(page["data"]!.AsArray());
        Assert.Equal(ids.Length, page["total_count"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("order_by=slug", "form_param_value_invalid", "order_by")]
    [InlineData("limit=501", "form_param_value_too_large", "limit")]
    [InlineData("include_members_count=maybe", "form_param_format_invalid", "include_members_count")]
    public async Task List_BadInput_Is422OfClerks(string query, string code, string parameter) =>
        await Api.RefusedAsync($"/v1/organizations?{query}", 422, code, parameter);

    [Theory]
    [InlineData("/v1/organizations/org_none")]
    [InlineData("/v1/organizations/no-such-slug")]
    [InlineData("/v1/organizations/org_none/memberships")]
    [InlineData("/v1/organizations/org_none/invitations")]
    [InlineData("/v1/organizations/org_none/invitations/orginv_1")]
    [InlineData("/v1/organizations/org_none/domains")]
    [InlineData("/v1/organization_domains?organization_id=org_none")]
    public async Task Organization_Unknown_Is404InClerksWords(string path)
    {
        var error = await Api.RefusedAsync(path, 404, "resource_not_found");
        ReadApiFront.AssertSame(ReadApiFront.Sample("errors")["404 organization"]!["errors"]![0], error);
    }

    [Theory]
    [InlineData("/v1/organization_memberships?limit=2")]
    [InlineData($"/v1/organizations/{Northwind}/memberships")]
    public async Task Memberships_AreAsClerkSendsThem_WithTheOrganizationAsItIsNow(string path)
    {
        var expected = ReadApiFront.Sample("GET_organization_memberships")["data"]!;
        foreach (var membership in expected.AsArray())
        {
            // In the samples one membership was sent before the organization's name changed.
            membership!["organization"]!["name"] = "Northwind Laboratories";
            membership["organization"]!["updated_at"] = 1_790_847_000_412;
            membership["organization"]!["public_metadata"] = new JsonObject { ["region"] = "eu" };
        }

        ReadApiFront.AssertSame(expected, (await Api.GetAsync(path))["data"]);
    }

    [Fact]
    public async Task MembershipsOfAUser_AreTheirs_NewestFirst()
    {
        Assert.Equal(
            ["orgmem_3K5TOyWUIHPtAP05ypsOhzJDa8a", "orgmem_s4", "orgmem_s3", "orgmem_s2", "orgmem_s1", "orgmem_s0"],
            await Api.IdsAsync($"/v1/users/{Kenji}/organization_memberships"));
        var page = await Api.GetAsync($"/v1/users/{Kenji}/organization_memberships?limit=1&offset=5");
        Assert.Equal("orgmem_s0", Assert.Single(page["data"]!.AsArray())!["id"]!.GetValue<string>());
        Assert.Equal(6, page["total_count"]!.GetValue<int>());
        await Api.RefusedAsync("/v1/users/user_x/organization_memberships", 404, "resource_not_found");
        await Api.RefusedAsync($"/v1/users/{Kenji}/organization_memberships?limit=0", 422, "form_param_format_invalid", "limit");
    }

    [Theory]
    [InlineData("order_by=email_address", Ada, Kenji)]
    [InlineData("order_by=-first_name", Kenji, Ada)]
    [InlineData("order_by=last_name", Kenji, Ada)]
    [InlineData("order_by=username", Ada, Kenji)]
    [InlineData("order_by=phone_number", Kenji, Ada)]
    [InlineData("order_by=created_at", Ada, Kenji)]
    [InlineData("role=org:bookkeeper", Kenji)]
    [InlineData($"user_id={Ada}", Ada)]
    [InlineData($"user_id=-{Ada}", Kenji)]
    [InlineData("email_address=kenji@northwind.example", Kenji)]
    [InlineData("phone_number=%2B31105550123", Kenji)]
    [InlineData("username=ada", Ada)]
    [InlineData("web3_wallet=0x1")]
    [InlineData("query=okaf", Ada)]
    [InlineData("name_query=kenji", Kenji)]
    [InlineData("email_address_query=northwind", Kenji, Ada)]
    [InlineData("last_active_at_after=1790845200000", Kenji)]
    [InlineData("created_at_before=1790846400000", Ada)]
    public async Task MembershipsOfAnOrganization_FilterAndOrder_Are(string query, params string[] users)
    {
        var page = await Api.GetAsync($"/v1/organizations/{Northwind}/memberships?{query}");
        Assert.Equal(users, page["data"]!.AsArray().Select(m => m!["public_user_data"]!["user_id"]!.GetValue<string>()));
        Assert.Equal(users.Length, page["total_count"]!.GetValue<int>());
    }

    [Fact]
    public async Task Memberships_OfTheInstance_AreAllWithTheirTotal()
    {
        var page = await Api.GetAsync("/v1/organization_memberships?limit=3&offset=2&order_by=created_at");
        Assert.Equal(8, page["total_count"]!.GetValue<int>());
        Assert.Equal(
            ["orgmem_s2", "orgmem_s3", "orgmem_s4"], page["data"]!.AsArray().Select(m => m!["id"]!.GetValue<string>()));
        await Api.RefusedAsync("/v1/organization_memberships?order_by=role", 422, "form_param_value_invalid", "order_by");
    }

    [Fact]
    public async Task Membership_ShowsItsUserAndRoleAsTheyAreNow()
    {
        var user = ClerkEventJson.User("user_renamed", 1_790_845_200_000, "Before");
        await Api.DeliverAsync("user.created", user);
        await Api.DeliverAsync("organization.created", ClerkEventJson.Organization("org_z", 1_500_000_000_000, "Zed", "zed"));
        var membership = ClerkEventJson.Membership("orgmem_z", "user_renamed", "org_z", "org:reader", 1_500_000_000_000);
        membership["created_at"] = 1_500_000_000_000;
        membership["public_user_data"]!["first_name"] = "Before";
        await Api.DeliverAsync("organizationMembership.created", membership);
        user["first_name"] = "After";
        user["updated_at"] = 1_790_845_200_999;
        await Api.DeliverAsync("user.updated", user);
        await Api.DeliverAsync("role.created", ClerkRoleJson.Role(
            "role_reader", "org:reader", 1_790_845_200_000, ClerkRoleJson.Permission("perm_1", "org:books:read", 1_790_845_200_000)));

        var page = await Api.GetAsync("/v1/organizations/org_z/memberships");
        var shown = Assert.Single(page["data"]!.AsArray())!;
        Assert.Equal("After", shown["public_user_data"]!["first_name"]!.GetValue<string>());
        Assert.Null(shown["public_user_data"]!["last_name"]);
        Assert.Equal(["org:books:read"], shown["permissions"]!.AsArray().Select(p => p!.GetValue<string>()));
        Assert.Equal("Zed", shown["organization"]!["name"]!.GetValue<string>());
        Assert.Null(shown["organization"]!["private_metadata"]);

        await Api.DeliverAsync("organization.deleted", ClerkEventJson.Deleted("organization", "org_z"));
        Assert.DoesNotContain("orgmem_z", await Api.IdsAsync("/v1/organization_memberships?limit=500"));
        await Api.RefusedAsync("/v1/organizations/org_z", 404, "resource_not_found");
        await Api.DeliverAsync("user.deleted", ClerkEventJson.Deleted("user", "user_renamed"));
    }
}
