using System.Net;
using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.WebFront.Tests.Policies;

/// <summary>What Clerk's webhooks change is in force on the next request, although the token still says otherwise.</summary>
public sealed class LiveStateTests
{
    private const string User = "user_ada";
    private const string Organization = "org_northwind";
    private const long Start = 1_790_845_200_000;

    [Fact]
    public async Task Demoted_403OnTheNextRequestWithTheSameToken()
    {
        await using var app = await StartWithAdminAsync();
        var token = app.Token(User, Organization);
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/admin", token));
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/pay", token));

        await app.TellAsync("organizationMembership.updated", Membership("org:member", Start + 1), Start + 1);

        Assert.Equal(HttpStatusCode.Forbidden, await app.GetAsync("/admin", token));
        Assert.Equal(HttpStatusCode.Forbidden, await app.GetAsync("/pay", token));
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/pro", token));
    }

    [Fact]
    public async Task Promoted_AdmittedOnTheNextRequestWithTheSameToken()
    {
        await using var app = await StartWithAsync("org:member");
        var token = app.Token(User, Organization, claims => claims["o"]!["rol"] = "member");
        Assert.Equal(HttpStatusCode.Forbidden, await app.GetAsync("/admin", token));

        await app.TellAsync("organizationMembership.updated", Membership("org:admin", Start + 1), Start + 1);

        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/admin", token));
    }

    [Theory]
    [InlineData("organizationMembership.deleted", "organization_membership", "orgmem_1")]
    [InlineData("organization.deleted", "organization", Organization)]
    public async Task MembershipOrOrganizationGone_RoleAndPlanGoWithIt(string type, string kind, string id)
    {
        await using var app = await StartWithAdminAsync();
        var token = app.Token(User, Organization);
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/pro", token));

        var data = kind == "organization" ? ClerkEventJson.Deleted(kind, id) : Membership("org:admin", Start + 1);
        await app.TellAsync(type, data, Start + 1);

        Assert.Equal(HttpStatusCode.Forbidden, await app.GetAsync("/admin", token));
        Assert.Equal(HttpStatusCode.Forbidden, await app.GetAsync("/pro", token));
    }

    [Fact]
    public async Task Impersonated_ByTheSessionsEvent_RefusedThoughTheTokenHidesIt()
    {
        await using var app = await StartWithAdminAsync();
        var token = app.Token(User, Organization);
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/self", token));

        var session = ClerkEventJson.Session("sess_" + User, User, "active", Start + 1);
        session["actor"] = new JsonObject { ["sub"] = "user_support" };
        await app.TellAsync("session.created", session, Start + 1);

        Assert.Equal(HttpStatusCode.Forbidden, await app.GetAsync("/self", token));
    }

    [Fact]
    public async Task Grain_ThatRequiresACaller_DeniesNobodyAndKnowsWho()
    {
        await using var app = await StartWithAdminAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/diary", token: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/diary", "garbage"));
        using var response = await app.SendAsync("/diary", app.Token(User, Organization));
        Assert.Equal(
            $"{User} {Organization}", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static Task<GuardedApp> StartWithAdminAsync() => StartWithAsync("org:admin");

    private static async Task<GuardedApp> StartWithAsync(string role)
    {
        var app = await GuardedApp.StartAsync();
        await app.TellAsync("user.created", ClerkEventJson.User(User, Start), Start);
        await app.TellAsync("organization.created", ClerkEventJson.Organization(Organization, Start), Start);
        await app.TellAsync("organizationMembership.created", Membership(role, Start), Start);
        return app;
    }

    private static JsonObject Membership(string role, long at) =>
        ClerkEventJson.Membership("orgmem_1", User, Organization, role, at);
}
