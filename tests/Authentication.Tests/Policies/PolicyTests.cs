using System.Net;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Identity.Authentication.Tests.Hosting;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Authentication.Tests.Policies;

/// <summary>What policies require, by the live state and not by the token.</summary>
public sealed class PolicyTests
{
    [Theory]
    [InlineData("/role", "org:admin", 200)]
    [InlineData("/role", "org:owner", 200)]
    [InlineData("/role", "org:member", 403)]
    [InlineData("/role", "admin", 403)]
    [InlineData("/role", "org:admin:x", 403)]
    public async Task Role_OfTheMembership_Decides(string path, string role, int expected)
    {
        await using var app = await StartAsync();
        app.Users.Answer = _ => new(Member(role));

        using var response = await app.GetAsync(path, OrganizationToken(app));

        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("/permission", 200, "org:invoices:pay")]
    [InlineData("/permission", 200, "org:invoices:read", "org:invoices:pay")]
    [InlineData("/permission", 403, "org:invoices:read")]
    [InlineData("/permission", 403, "org:invoices:payall")]
    [InlineData("/permission", 403)]
    [InlineData("/both", 200, "org:invoices:read", "org:invoices:pay")]
    [InlineData("/both", 403, "org:invoices:pay")]
    public async Task Permission_OfTheMembership_Decides(string path, int expected, params string[] permissions)
    {
        await using var app = await StartAsync();
        app.Users.Answer = _ => new(Member("org:member", permissions));

        using var response = await app.GetAsync(path, OrganizationToken(app));

        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("/role")]
    [InlineData("/permission")]
    [InlineData("/plan-of-organization")]
    [InlineData("/feature")]
    public async Task NoLiveMembership_TheTokensWordCountsForNothing(string path)
    {
        await using var app = await StartAsync();

        using var response = await app.GetAsync(path, OrganizationToken(app, "o:pro", "o:reports"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Membership_OfAnotherOrganizationThanTheTokens_ItsPlanCountsForNothing()
    {
        await using var app = await StartAsync();
        var other = UserScript.Organization() with { Id = OrganizationId.Parse("org_other") };
        app.Users.Answer = _ => new(UserScript.Known() with { Organization = other });

        using var response = await app.GetAsync("/plan-of-organization", OrganizationToken(app, "o:pro"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("/plan", "o:pro", 200)]
    [InlineData("/plan", "u:pro", 200)]
    [InlineData("/plan", "u:team,o:free", 200)]
    [InlineData("/plan", "o:free", 403)]
    [InlineData("/plan", "pro", 403)]
    [InlineData("/plan", null, 403)]
    [InlineData("/plan-of-organization", "o:pro", 200)]
    [InlineData("/plan-of-organization", "u:pro", 403)]
    [InlineData("/plan-of-user", "u:pro", 200)]
    [InlineData("/plan-of-user", "ou:pro", 200)]
    [InlineData("/plan-of-user", "o:pro", 403)]
    public async Task Plan_OfTheToken_Decides(string path, string? plan, int expected)
    {
        await using var app = await StartAsync();
        app.Users.Answer = _ => new(UserScript.Known(organization: true));

        using var response = await app.GetAsync(path, OrganizationToken(app, plan));

        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("o:reports", 200)]
    [InlineData("u:a,ou:reports", 200)]
    [InlineData("o:report", 403)]
    [InlineData("o:reports,x:y", 403)]
    [InlineData(null, 403)]
    public async Task Feature_OfTheToken_Decides(string? features, int expected)
    {
        await using var app = await StartAsync();
        app.Users.Answer = _ => new(UserScript.Known(organization: true));

        using var response = await app.GetAsync("/feature", OrganizationToken(app, plan: null, features));

        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("/role")]
    [InlineData("/permission")]
    [InlineData("/plan")]
    [InlineData("/feature")]
    public async Task Anonymous_401(string path)
    {
        await using var app = await StartAsync();

        using var response = await app.GetAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Policy_OfAVersion1Token_HasNoPlanWhateverTheCustomersClaimsSay()
    {
        await using var app = await StartAsync();
        var token = app.Mint.Mint(claims =>
        {
            claims["v"] = 1;
            claims["pla"] = "u:pro";
            claims["fea"] = "u:reports";
        });

        using var plan = await app.GetAsync("/plan", token);
        using var feature = await app.GetAsync("/feature", token);

        Assert.Equal(HttpStatusCode.Forbidden, plan.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, feature.StatusCode);
    }

    [Fact]
    public async Task Policy_EvaluatedByTheApplicationWithItsOwnResource_SeesTheCaller()
    {
        await using var app = await StartAsync();
        app.Users.Answer = _ => new(Member("org:admin"));

        using var admitted = await app.GetAsync("/own", OrganizationToken(app));
        app.Users.Answer = _ => new(Member("org:member"));
        using var refused = await app.GetAsync("/own", OrganizationToken(app));

        Assert.Equal("True", await admitted.TextAsync());
        Assert.Equal("False", await refused.TextAsync());
    }

    [Fact]
    public async Task Policy_PrincipalWithForgedClaims_NotMet()
    {
        await using var app = await StartAsync(services =>
            services.AddSingleton<IClaimsTransformation, ForgingTransformation>());

        using var response = await app.GetAsync("/role", OrganizationToken(app));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public void Policy_RequiringNothing_Throws()
    {
        var policy = new AuthorizationPolicyBuilder();

        Assert.Throws<ArgumentException>(() => policy.RequireOrganizationRole());
        Assert.Throws<ArgumentException>(() => policy.RequireOrganizationRole("org:"));
        Assert.Throws<ArgumentException>(() => policy.RequireOrganizationRole("admin, owner"));
        Assert.Throws<ArgumentException>(() => policy.RequireOrganizationPermission(" "));
        Assert.Throws<ArgumentException>(() => policy.RequirePlan());
        Assert.Throws<FormatException>(() => policy.RequirePlan("pro plus"));
        Assert.Throws<FormatException>(() => policy.RequireFeature("team:reports"));
    }

    private static Task<AuthenticationApp> StartAsync(Action<IServiceCollection>? services = null) =>
        AuthenticationApp.StartAsync(setup =>
        {
            setup.Services = services;
            setup.Endpoints = static routes =>
            {
                routes.MapGet("/role", () => "ok").RequireOrganizationRole("org:admin", "owner");
                routes.MapGet("/permission", () => "ok").RequireOrganizationPermission("invoices:pay");
                routes.MapGet("/both", () => "ok")
                    .RequireOrganizationPermission("org:invoices:pay")
                    .RequireOrganizationPermission("org:invoices:read");
                routes.MapGet("/plan", () => "ok").RequirePlan("pro", "team");
                routes.MapGet("/plan-of-organization", () => "ok").RequirePlan("org:pro");
                routes.MapGet("/plan-of-user", () => "ok").RequirePlan("user:pro");
                routes.MapGet("/feature", () => "ok").RequireFeature("reports");
                routes.MapGet("/own", async (HttpContext context, IAuthorizationService authorization) =>
                {
                    var policy = new AuthorizationPolicyBuilder().RequireOrganizationRole("admin").Build();
                    var result = await authorization.AuthorizeAsync(context.User, "a document", policy);
                    return result.Succeeded.ToString();
                });
            };
        });

    private static CallerResolution Member(string role, params string[] permissions) => UserScript.Known() with
    {
        Organization = UserScript.Organization() with { Role = role, Permissions = [.. permissions] },
    };

    // The token says admin with every permission, whatever the membership says.
    private static string OrganizationToken(AuthenticationApp app, string? plan = null, string? features = null) =>
        app.Mint.Mint(claims =>
        {
            claims["o"] = new JsonObject
            {
                ["id"] = TokenMint.OrganizationId,
                ["rol"] = "admin",
                ["per"] = "pay,read",
                ["fpm"] = "3",
            };
            claims["fea"] = features ?? "o:invoices";
            if (plan is not null) claims["pla"] = plan;
        });

    private sealed class ForgingTransformation : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            principal.AddIdentity(new ClaimsIdentity([new Claim(ClerkClaimTypes.OrganizationRole, "org:admin")], "forged"));
            return Task.FromResult(principal);
        }
    }
}
