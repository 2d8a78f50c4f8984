using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.WebFront.Tests.ReadApi;

public class InvitationTests(InvitationTests.Invitations fixture) : IClassFixture<InvitationTests.Invitations>
{
    private const string Northwind = "org_3K5RwUij1mgUZjJi8xUgA8G0GcU";
    private const string Kenji = "user_3K5SJ7JehCLjvRwV89BBzKpu3bj";
    private const string OfKenji = "orginv_3K5SnCsK4LPcppgRvj2TQtTSFAT";

    /// <summary>A front with the sample's invitation and four more, of which one has lapsed, and three domains.</summary>
    public sealed class Invitations : IAsyncLifetime
    {
        public ReadApiFront Api { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Api.InitializeAsync();
            await Api.DeliverAsync("organization.created", ReadApiFront.Sample("GET_organizations_{id_or_slug}"));
            await Api.DeliverAsync("organization.created", ClerkEventJson.Organization("org_b", 1_700_000_000_000, "B", "b"));
            foreach (var user in ReadApiFront.Sample("GET_users").AsArray()) await Api.DeliverAsync("user.created", user!);
            await Api.DeliverAsync(
                "organizationInvitation.accepted", ReadApiFront.Sample("GET_organizations_{id}_invitations")["data"]![0]!);
            await InviteAsync("orginv_1", "org_b", "pending", 1, expiresAt: 4_000_000_000_000);
            await InviteAsync("orginv_2", "org_b", "pending", 2, expiresAt: 1_700_000_000_000);
            await InviteAsync("orginv_3", "org_b", "revoked", 3, expiresAt: 1_700_000_000_000);
            await InviteAsync("orginv_4", Northwind, "pending", 4, expiresAt: null);
            await AddDomainAsync("orgdmn_1", Northwind, "manual_invitation", "verified", 1);
            await AddDomainAsync("orgdmn_2", Northwind, "automatic_suggestion", "unverified", 2);
            await AddDomainAsync("orgdmn_3", "org_b", "automatic_invitation", null, 3);
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();

        private Task InviteAsync(string id, string organization, string status, int age, long? expiresAt)
        {
            var invitation = ClerkResourceJson.Invitation(id, organization, status, 1_700_000_000_000);
            invitation["created_at"] = 1_600_000_000_000 + age;
            invitation["expires_at"] = expiresAt;
            return Api.DeliverAsync("organizationInvitation.created", invitation);
        }

        private Task AddDomainAsync(string id, string organization, string mode, string? verification, int age)
        {
            var domain = ClerkResourceJson.Domain(id, organization, mode, 1_700_000_000_000);
            domain["created_at"] = 1_600_000_000_000 + age;
            domain["verification"] = verification is null ? null : new JsonObject { ["status"] = verification };
            return Api.DeliverAsync("organizationDomain.created", domain);
        }
    }

    private ReadApiFront Api => fixture.Api;

    [Fact]
    public async Task OfAnOrganization_IsClerksAnswer() => ReadApiFront.AssertSame(
        ReadApiFront.Sample("GET_organizations_{id}_invitations"),
        await Api.GetAsync($"/v1/organizations/{Northwind}/invitations?status=accepted"));

    [Fact]
    public async Task One_IsTheWholeResource()
    {
        ReadApiFront.AssertSame(
            ReadApiFront.Sample("GET_organizations_{id}_invitations")["data"]![0],
            await Api.GetAsync($"/v1/organizations/{Northwind}/invitations/{OfKenji}"));
        await Api.RefusedAsync($"/v1/organizations/org_b/invitations/{OfKenji}", 404, "resource_not_found");
        await Api.RefusedAsync("/v1/organizations/org_b/invitations/orginv_none", 404, "resource_not_found");
        await Api.RefusedAsync("/v1/organizations/org_b/invitations/org_b", 404, "resource_not_found");
        await Api.RefusedAsync($"/v1/organizations/{Northwind}/invitations/orgdmn_1", 404, "resource_not_found");
    }

    [Theory]
    [InlineData("", OfKenji, "orginv_4", "orginv_3", "orginv_2", "orginv_1")]
    [InlineData("order_by=created_at", "orginv_1", "orginv_2", "orginv_3", "orginv_4", OfKenji)]
    [InlineData("order_by=-email_address", "orginv_4", "orginv_3", "orginv_2", "orginv_1", OfKenji)]
    [InlineData("status=pending", "orginv_4", "orginv_1")]
    [InlineData("status=expired", "orginv_2")]
    [InlineData("status=expired&status=revoked", "orginv_3", "orginv_2")]
    [InlineData("email_address=ORGINV_1@fabrikam.example", "orginv_1")]
    [InlineData("query=fabrikam&limit=2&offset=1", "orginv_3", "orginv_2")]
    public async Task OfTheInstance_FilterAndOrder_Are(string query, params string[] ids)
    {
        Assert.Equal(ids, await Api.IdsAsync($"/v1/organization_invitations?{query}"));
        if (!query.Contains("limit", StringComparison.Ordinal))
        {
            var page = await Api.GetAsync($"/v1/organization_invitations?limit=1&{query}");
            Assert.Equal(ids.Length, page["total_count"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task Lapsed_IsExpired()
    {
        var page = await Api.GetAsync("/v1/organization_invitations?status=expired");
        Assert.Equal("expired", Assert.Single(page["data"]!.AsArray())!["status"]!.GetValue<string>());
        Assert.Equal(
            "expired", (await Api.GetAsync("/v1/organizations/org_b/invitations/orginv_2"))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task OfAUser_AreThoseToTheirAddresses()
    {
        Assert.Equal([OfKenji], await Api.IdsAsync($"/v1/users/{Kenji}/organization_invitations"));
        Assert.Empty(await Api.IdsAsync($"/v1/users/{Kenji}/organization_invitations?status=pending"));
        await Api.RefusedAsync("/v1/users/user_x/organization_invitations", 404, "resource_not_found");
        await Api.RefusedAsync(
            $"/v1/users/{Kenji}/organization_invitations?status=lost", 422, "form_param_value_invalid", "status");
    }

    [Theory]
    [InlineData("organization_domains", "orgdmn_3", "orgdmn_2", "orgdmn_1")]
    [InlineData($"organization_domains?organization_id={Northwind}", "orgdmn_2", "orgdmn_1")]
    [InlineData($"organizations/{Northwind}/domains?order_by=name", "orgdmn_1", "orgdmn_2")]
    [InlineData("organizations/northwind-labs/domains?verified=true", "orgdmn_1")]
    [InlineData("organization_domains?verified=false", "orgdmn_3", "orgdmn_2")]
    [InlineData("organization_domains?enrollment_mode=manual_invitation,automatic_invitation", "orgdmn_3", "orgdmn_1")]
    [InlineData("organization_domains?enrollment_mode=-manual_invitation", "orgdmn_3", "orgdmn_2")]
    [InlineData("organization_domains?domains=orgdmn_2.example", "orgdmn_2")]
    [InlineData("organization_domains?query=DMN_3", "orgdmn_3")]
    public async Task Domains_FilterAndOrder_Are(string path, params string[] ids)
    {
        Assert.Equal(ids, await Api.IdsAsync($"/v1/{path}"));
        Assert.Equal(ids.Length, (await Api.GetAsync($"/v1/{path}"))["total_count"]!.GetValue<int>());
    }

    [Fact]
    public async Task Domains_BadInput_Is422OfClerks() => await Api.RefusedAsync(
        "/v1/organization_domains?enrollment_mode=open", 422, "form_param_value_invalid", "enrollment_mode");
}
