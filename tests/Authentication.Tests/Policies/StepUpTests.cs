using System.Net;
using System.Text.Json.Nodes;
using Identity.Authentication.Problems;
using Identity.Authentication.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Authentication.Tests.Policies;

/// <summary>What an endpoint answers that wants a recent verification: RFC 9470, and Clerk's hint.</summary>
public sealed class StepUpTests
{
    [Fact]
    public async Task Recent_200()
    {
        await using var app = await StartAsync();

        using var response = await app.GetAsync("/strict", Token(app, 9, -1));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Old_401WithTheChallengeAndTheHint()
    {
        await using var app = await StartAsync();

        using var response = await app.GetAsync("/strict", Token(app, 10, -1));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(
            "Bearer error=\"insufficient_user_authentication\", "
            + "error_description=\"A more recent verification is required.\", max_age=\"600\"",
            response.Headers.WwwAuthenticate.ToString());
        var problem = await response.ProblemAsync();
        Assert.Equal(ProblemTypes.VerificationRequired, problem.GetProperty("type").GetString());
        Assert.Equal(
            """{"type":"forbidden","reason":"reverification-error","metadata":{"reverification":{"level":"second_factor","afterMinutes":10}}}""",
            problem.GetProperty("clerk_error").GetRawText());
    }

    [Fact]
    public async Task RecentWhenTheTokenWasMade_OldWhenItIsUsed_401()
    {
        await using var app = await StartAsync();
        var token = Token(app, 9, -1);
        app.Clock.Advance(TimeSpan.FromSeconds(60));

        using var response = await app.GetAsync("/strict", token);

        Assert.Contains("insufficient_user_authentication", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoAgeInTheToken_401()
    {
        await using var app = await StartAsync();

        using var response = await app.GetAsync("/strict", app.Mint.Mint(claims => claims.Remove("fva")));

        Assert.Contains("insufficient_user_authentication", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anonymous_PlainChallenge()
    {
        await using var app = await StartAsync();

        using var response = await app.GetAsync("/strict");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task OldAndAnotherReasonToo_403WithoutAChallenge()
    {
        await using var app = await StartAsync();

        using var response = await app.GetAsync("/strict-admin", Token(app, 10, -1));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(response.Headers.WwwAuthenticate);
        var problem = await response.ProblemAsync();
        Assert.Equal(ProblemTypes.Forbidden, problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task SeveralThatAreOld_TheStrictestIsAskedFor()
    {
        await using var app = await StartAsync();

        using var response = await app.GetAsync("/several", Token(app, 2000, 2000));

        Assert.Contains("max_age=\"600\"", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        var hint = (await response.ProblemAsync()).GetProperty("clerk_error").GetRawText();
        Assert.Contains("multi_factor", hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forbidden_Event_KnowsWhatIsRequired()
    {
        Reverification? required = null;
        await using var app = await StartAsync(options => options.Events.OnForbidden = context =>
        {
            required = context.RequiredVerification;
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            context.HandleResponse();
            return Task.CompletedTask;
        });

        using var response = await app.GetAsync("/strict", Token(app, 10, -1));

        Assert.Equal((HttpStatusCode)418, response.StatusCode);
        Assert.Equal(Reverification.Strict, required);
    }

    private static Task<AuthenticationApp> StartAsync(Action<ClerkOptions>? configure = null) =>
        AuthenticationApp.StartAsync(setup =>
        {
            setup.Configure = configure ?? (static _ => { });
            setup.Endpoints = static routes =>
            {
                routes.MapGet("/strict", () => "ok").RequireRecentVerification(Reverification.Strict);
                routes.MapGet("/strict-admin", () => "ok")
                    .RequireRecentVerification(Reverification.Strict)
                    .RequireOrganizationRole("admin");
                routes.MapGet("/several", () => "ok").RequireAuthorization(policy => policy
                    .RequireRecentVerification(Reverification.Lax)
                    .RequireRecentVerification(TimeSpan.FromMinutes(10), VerificationLevel.MultiFactor));
            };
        });

    private static string Token(AuthenticationApp app, int first, int second) =>
        app.Mint.Mint(claims => claims["fva"] = new JsonArray(first, second));
}
