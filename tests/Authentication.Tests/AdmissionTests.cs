using System.Net;
using Identity.Authentication.Problems;
using Identity.Authentication.Tests.Hosting;
using Identity.Grains.Callers;

namespace Identity.Authentication.Tests;

/// <summary>Who may pass with a token that is good.</summary>
public sealed class AdmissionTests
{
    public static TheoryData<CallerDenial> Denials
    {
        get
        {
            var denials = new TheoryData<CallerDenial>();
            foreach (var denial in Enum.GetValues<CallerDenial>())
            {
                if (denial != CallerDenial.None) denials.Add(denial);
            }

            denials.Add((CallerDenial)99);
            return denials;
        }
    }

    [Theory]
    [MemberData(nameof(Denials))]
    public async Task Resolve_Denied_AnonymousOnPublicAnd401OnProtected(CallerDenial denial)
    {
        await using var app = await AuthenticationApp.StartAsync();
        app.Users.Answer = _ => new(UserScript.Denied(denial));

        using var open = await app.GetAsync("/public", app.Mint.Mint());
        using var closed = await app.GetAsync("/protected", app.Mint.Mint());

        Assert.Equal("anonymous", await open.TextAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
        var problem = await closed.ProblemAsync();
        Assert.Equal(ProblemTypes.InvalidToken, problem.GetProperty("type").GetString());
        Assert.Equal(
            $"Bearer error=\"invalid_token\", error_description=\"{problem.GetProperty("detail").GetString()}\"",
            closed.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [MemberData(nameof(Denials))]
    public async Task Resolve_DeniedThoughAllIsKnown_RefusedAllTheSame(CallerDenial denial)
    {
        await using var app = await AuthenticationApp.StartAsync();
        app.Users.Answer = _ => new(UserScript.Known(organization: true) with { Denial = denial });

        using var response = await app.GetAsync("/protected", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Resolve_EachDenial_HasItsOwnReason()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var denials = Enum.GetValues<CallerDenial>().Where(denial => denial != CallerDenial.None).ToArray();
        foreach (var denial in denials)
        {
            app.Users.Answer = _ => new(UserScript.Denied(denial));
            using var response = await app.GetAsync("/public", app.Mint.Mint());
        }

        var reasons = app.Logs.Lines.Where(line => line.EventId == EventIds.CredentialsRefused);
        Assert.Equal(denials.Length, reasons.Select(line => line.Text).Distinct().Count());
    }

    [Theory]
    [InlineData(false, HttpStatusCode.OK)]
    [InlineData(true, HttpStatusCode.Unauthorized)]
    public async Task Resolve_LockedUser_AsTheOptionSays(bool rejectLocked, HttpStatusCode expected)
    {
        await using var app = await AuthenticationApp.StartAsync(
            setup => setup.Configure = options => options.RejectLocked = rejectLocked);
        app.Users.Answer = _ => new(UserScript.Known(locked: true));

        using var response = await app.GetAsync("/protected", app.Mint.Mint());

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData(UnknownSessionPolicy.Accept, HttpStatusCode.OK)]
    [InlineData(UnknownSessionPolicy.Refuse, HttpStatusCode.Unauthorized)]
    public async Task Resolve_UnknownSession_AsTheOptionSays(UnknownSessionPolicy policy, HttpStatusCode expected)
    {
        await using var app = await AuthenticationApp.StartAsync(
            setup => setup.Configure = options => options.UnknownSession = policy);
        app.Users.Answer = _ => new(UserScript.Known(session: false));

        using var response = await app.GetAsync("/protected", app.Mint.Mint());

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Resolve_UnknownUserAcceptedProvisionally_TheTokenIsBelieved()
    {
        CurrentUser? seen = null;
        await using var app = await AuthenticationApp.StartAsync(setup =>
        {
            setup.Configure = options =>
            {
                options.UnknownUser = UnknownUserPolicy.AcceptProvisional;
                options.Events.OnUserResolved = context =>
                {
                    seen = context.User;
                    return Task.CompletedTask;
                };
            };
        });
        app.Users.Answer = _ => new(UserScript.Denied(CallerDenial.UserUnknown));
        var token = app.Mint.Mint(claims =>
        {
            claims["v"] = 1;
            claims["org_id"] = TokenMint.OrganizationId;
            claims["org_role"] = "org:admin";
            claims["org_permissions"] = new System.Text.Json.Nodes.JsonArray("org:invoices:read");
        });

        using var response = await app.GetAsync("/admin", token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull(seen);
        Assert.True(seen.IsProvisional);
        Assert.Null(seen.Profile);
        Assert.Null(seen.Session);
        Assert.Equal(["org:invoices:read"], seen.Organization!.Permissions);
    }

    [Theory]
    [InlineData(CallerDenial.UserDeleted)]
    [InlineData(CallerDenial.SessionRevoked)]
    public async Task Resolve_DeniedAndProvisionalAccepted_RefusedAllTheSame(CallerDenial denial)
    {
        await using var app = await AuthenticationApp.StartAsync(
            setup => setup.Configure = options => options.UnknownUser = UnknownUserPolicy.AcceptProvisional);
        app.Users.Answer = _ => new(UserScript.Denied(denial));

        using var response = await app.GetAsync("/protected", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Verify_PendingToken_RefusedWithoutAskingAnybody()
    {
        await using var app = await AuthenticationApp.StartAsync();

        using var response = await app.GetAsync("/protected", app.Mint.Mint(claims => claims["sts"] = "pending"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(0, app.Users.Calls);
    }

    [Fact]
    public async Task Resolve_OrganizationInTheTokenAndNoLiveMembership_NoRole()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var token = app.Mint.Mint(claims =>
        {
            claims["v"] = 1;
            claims["org_id"] = TokenMint.OrganizationId;
            claims["org_role"] = "org:admin";
        });

        using var refused = await app.GetAsync("/admin", token);
        app.Users.Answer = _ => new(UserScript.Known(organization: true));
        using var admitted = await app.GetAsync("/admin", token);

        Assert.Equal(TokenMint.OrganizationId, app.Users.LastQuery.OrganizationId?.Value);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, admitted.StatusCode);
    }

    [Fact]
    public async Task Resolve_MembershipDiffersFromTheToken_TheMembershipCounts()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var demoted = UserScript.Organization() with { Role = "org:member", Permissions = ["org:invoices:read"] };
        app.Users.Answer = _ => new(UserScript.Known() with { Organization = demoted });
        var token = app.Mint.Mint(claims =>
        {
            claims["v"] = 1;
            claims["org_id"] = TokenMint.OrganizationId;
            claims["org_role"] = "org:admin";
            claims["org_permissions"] = new System.Text.Json.Nodes.JsonArray("org:invoices:pay");
        });

        using var refused = await app.GetAsync("/admin", token);
        using var response = await app.GetAsync("/claims", token);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var claims = await response.TextAsync();
        Assert.Contains("\"org_role=org:member\"", claims, StringComparison.Ordinal);
        Assert.Contains("\"org_permissions=org:invoices:read\"", claims, StringComparison.Ordinal);
        Assert.DoesNotContain("org:invoices:pay", claims, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_Revoked_InForceOnTheNextRequest()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var token = app.Mint.Mint();

        using var before = await app.GetAsync("/protected", token);
        app.Users.Answer = _ => new(UserScript.Denied(CallerDenial.SessionRevoked));
        using var after = await app.GetAsync("/protected", token);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }
}
