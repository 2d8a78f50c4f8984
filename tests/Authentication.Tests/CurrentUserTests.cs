using System.Net;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Identity.Authentication.Tests.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Authentication.Tests;

/// <summary>The caller as endpoints see them.</summary>
public sealed class CurrentUserTests
{
    [Fact]
    public async Task Claims_MemberOfAnOrganization_OneForEachFact()
    {
        await using var app = await AuthenticationApp.StartAsync();
        app.Users.Answer = _ => new(UserScript.Known(organization: true));
        var token = app.Mint.Mint(claims => claims["act"] = new JsonObject { ["sub"] = "user_2boss" });

        using var response = await app.GetAsync("/claims", token);

        var claims = JsonSerializer.Deserialize<string[]>(await response.TextAsync())!;
        Assert.Equal(
            [
                $"sub={TokenMint.UserId}",
                $"{ClaimTypes.NameIdentifier}={TokenMint.UserId}",
                $"sid={TokenMint.SessionId}",
                "act=user_2boss",
                $"org_id={TokenMint.OrganizationId}",
                "org_role=org:admin",
                "org_permissions=org:invoices:read",
                "org_permissions=org:sys_memberships:read",
            ],
            claims);
    }

    [Fact]
    public async Task Identity_Name_IsTheUserId()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Endpoints = routes =>
            routes.MapGet("/name", (ClaimsPrincipal user) =>
                $"{user.Identity!.Name} {user.Identity.AuthenticationType} {user.Claims.First().Issuer}"));

        using var response = await app.GetAsync("/name", app.Mint.Mint());

        Assert.Equal($"{TokenMint.UserId} Clerk {TokenMint.Issuer}", await response.TextAsync());
    }

    [Fact]
    public async Task Properties_KnownUser_AreTheGrainsAndTheTokens()
    {
        CurrentUser? seen = null;
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Endpoints = routes =>
            routes.MapGet("/seen", (CurrentUser me) => { seen = me; }));
        app.Users.Answer = _ => new(UserScript.Known(organization: true));

        using var response = await app.GetAsync("/seen", app.Mint.Mint());

        Assert.NotNull(seen);
        Assert.False(seen.IsProvisional);
        Assert.Equal("Ada", seen.Profile.FirstName);
        Assert.Equal(TokenMint.SessionId, seen.SessionId.Value);
        Assert.Equal(TokenMint.SessionId, seen.Session!.Id.Value);
        Assert.Equal("org:admin", seen.Organization!.Role);
        Assert.Equal(7, seen.Version);
        Assert.Null(seen.Actor);
        Assert.Equal(TokenMint.Party, seen.Claims.AuthorizedParty);
        Assert.Equal($"CurrentUser {TokenMint.UserId}", seen.ToString());
    }

    [Fact]
    public async Task Bind_RequiredByAnEndpointThatAllowsAnonymous_400()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Endpoints = routes =>
            routes.MapGet("/contradiction", (CurrentUser me) => me.Id.Value).AllowAnonymous());

        using var anonymous = await app.GetAsync("/contradiction");
        using var authenticated = await app.GetAsync("/contradiction", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.BadRequest, anonymous.StatusCode);
        Assert.Equal(HttpStatusCode.OK, authenticated.StatusCode);
    }

    [Fact]
    public async Task GetCurrentUser_PrincipalCopiedByATransformation_StillThere()
    {
        await using var app = await AuthenticationApp.StartAsync(setup =>
            setup.Services = services => services.AddSingleton<IClaimsTransformation, Copying>());

        using var response = await app.GetAsync("/public", app.Mint.Mint());

        Assert.Equal(TokenMint.UserId, await response.TextAsync());
    }

    [Fact]
    public async Task GetCurrentUser_PrincipalOfSomebodyElse_Null()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Endpoints = routes =>
            routes.MapGet("/other", (HttpContext context) =>
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "user_2other")], "Other"));
                return context.GetCurrentUser()?.Id.Value ?? "nobody";
            }));

        using var response = await app.GetAsync("/other", app.Mint.Mint());

        Assert.Equal("nobody", await response.TextAsync());
    }

    [Fact]
    public async Task Json_ReturnedByAnEndpoint_HoldsNeitherProfileNorToken()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Endpoints = routes =>
            routes.MapGet("/json", (CurrentUser me) => me));

        using var response = await app.GetAsync("/json", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var text = await response.TextAsync();
        Assert.Contains(TokenMint.UserId, text, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.test", text, StringComparison.Ordinal);
        Assert.DoesNotContain("raw", text, StringComparison.OrdinalIgnoreCase);
    }

    private sealed class Copying : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal) =>
            Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity(principal.Identity)));
    }
}
