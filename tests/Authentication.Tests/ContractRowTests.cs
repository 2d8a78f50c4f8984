using System.Net;
using Identity.Authentication.Problems;
using Identity.Authentication.Tests.Hosting;
using Identity.Clerk.Tokens;
using Identity.Grains.Callers;
using Identity.Testing;
using Microsoft.AspNetCore.Builder;

namespace Identity.Authentication.Tests;

/// <summary>The rows of the authentication contract that this scheme answers for, by their numbers.</summary>
public sealed class ContractRowTests
{
    [Fact]
    public async Task Row01_NoCredentials_AnonymousOnPublicAnd401OnProtected()
    {
        await using var app = await AuthenticationApp.StartAsync();

        using var open = await app.GetAsync("/public");
        using var closed = await app.GetAsync("/protected");

        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        Assert.Equal("anonymous", await open.TextAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
        Assert.Equal("Bearer", closed.Headers.WwwAuthenticate.ToString());
        var problem = await closed.ProblemAsync();
        Assert.Equal(ProblemTypes.Unauthenticated, problem.GetProperty("type").GetString());
        Assert.Equal("unauthenticated", problem.GetProperty("detail").GetString());
        Assert.Equal(0, app.Users.Calls);
    }

    [Theory]
    [InlineData("Authorization:")]
    [InlineData("Authorization:   ")]
    [InlineData("Cookie: __session=")]
    [InlineData("Cookie: __session=; other=1")]
    public async Task Row02_EmptyCredentials_AsNone(string header)
    {
        await using var app = await AuthenticationApp.StartAsync();

        var cancel = TestContext.Current.CancellationToken;
        Assert.Equal(200, (await RawHttp.GetAsync(app.Address, "/public", [header], cancel)).Status);
        Assert.Equal(401, (await RawHttp.GetAsync(app.Address, "/protected", [header], cancel)).Status);
        Assert.DoesNotContain(app.Logs.Lines, line => line.EventId == EventIds.CredentialsRefused);
        Assert.Equal(0, app.Users.Calls);
    }

    [Theory]
    [InlineData("/public")]
    [InlineData("/protected")]
    [InlineData("/me")]
    public async Task Row03_ValidToken_IdentityPresent(string path)
    {
        await using var app = await AuthenticationApp.StartAsync();

        using var response = await app.GetAsync(path, app.Mint.Mint());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(TokenMint.UserId, await response.TextAsync());
        Assert.Equal(1, app.Users.Calls);
        Assert.Equal(TokenMint.SessionId, app.Users.LastQuery.SessionId.Value);
        Assert.Equal(app.Clock.UtcNow.ToUnixTimeSeconds(), app.Users.LastQuery.IssuedAt);
        Assert.Null(app.Users.LastQuery.OrganizationId);
    }

    [Fact]
    public async Task Row04_ExpiredToken_AnonymousOnPublicAnd401WithTheReasonOnProtected()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var token = app.Mint.Mint();
        app.Clock.Advance(TimeSpan.FromSeconds(65));

        using var open = await app.GetAsync("/public", token);
        using var closed = await app.GetAsync("/protected", token);

        Assert.Equal("anonymous", await open.TextAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
        Assert.Equal(
            $"Bearer error=\"invalid_token\", error_description=\"{TokenRejection.Expired.Message}\"",
            closed.Headers.WwwAuthenticate.ToString());
        var problem = await closed.ProblemAsync();
        Assert.Equal(ProblemTypes.InvalidToken, problem.GetProperty("type").GetString());
        Assert.Equal(TokenRejection.Expired.Message, problem.GetProperty("detail").GetString());
        Assert.Equal(0, app.Users.Calls);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    public async Task Row04_Garbage_AnonymousOnPublicAnd401OnProtected(string token)
    {
        await using var app = await AuthenticationApp.StartAsync();

        using var open = await app.GetAsync("/public", token);
        using var closed = await app.GetAsync("/protected", token);

        Assert.Equal("anonymous", await open.TextAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
        Assert.StartsWith(
            "Bearer error=\"invalid_token\"", closed.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Row05_GrainGivesNobody_AsUnauthenticated(bool noAnswer)
    {
        await using var app = await AuthenticationApp.StartAsync();
        app.Users.Answer = _ => new(noAnswer ? null! : UserScript.Denied(CallerDenial.None));

        using var open = await app.GetAsync("/public", app.Mint.Mint());
        using var closed = await app.GetAsync("/protected", app.Mint.Mint());

        Assert.Equal("anonymous", await open.TextAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
    }

    [Fact]
    public async Task Row05_TokenWithoutUserId_AsUnauthenticated()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var token = app.Mint.Mint(claims => claims.Remove("sub"));

        using var open = await app.GetAsync("/public", token);
        using var closed = await app.GetAsync("/protected", token);

        Assert.Equal("anonymous", await open.TextAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
    }

    [Theory]
    [InlineData("/public")]
    [InlineData("/protected")]
    public async Task Row06_GrainFails_503EvenOnPublic(string path)
    {
        await using var app = await AuthenticationApp.StartAsync();
        app.Users.Answer = _ => throw new InvalidOperationException("storage is down");

        using var response = await app.GetAsync(path, app.Mint.Mint());

        await AssertUnavailableAsync(response);
    }

    [Theory]
    [InlineData(true, "Production")]
    [InlineData(true, "Development")]
    [InlineData(false, "Production")]
    public async Task Row06_WhoeverOrdersTheMiddleware_503(bool explicitPipeline, string environment)
    {
        await using var app = await AuthenticationApp.StartAsync(setup =>
        {
            setup.ExplicitPipeline = explicitPipeline;
            setup.Environment = environment;
        });
        app.Users.Answer = _ => throw new InvalidOperationException("storage is down");

        using var response = await app.GetAsync("/public", app.Mint.Mint());

        await AssertUnavailableAsync(response);
    }

    [Fact]
    public async Task Row10_Preflight_AnsweredWithoutLookingAtCredentials()
    {
        await using var app = await AuthenticationApp.StartAsync();
        app.Users.Answer = _ => throw new InvalidOperationException("nobody may ask");

        using var response = await app.SendAsync("/protected", request => Preflight(request, app.Mint.Mint()));

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task Row10_PreflightThatTheApplicationAnswersLate_CredentialsAreNotLookedAt()
    {
        await using var app = await AuthenticationApp.StartAsync(setup =>
        {
            setup.ExplicitPipeline = false;
            setup.Endpoints = routes => routes.MapMethods("/options", ["OPTIONS"], Caller);
        });
        app.Users.Answer = _ => throw new InvalidOperationException("nobody may ask");

        using var response = await app.SendAsync("/options", request => Preflight(request, app.Mint.Mint()));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("anonymous", await response.TextAsync());
    }

    [Fact]
    public async Task Row10_PlainOptions_IsARequestAsAnyOther()
    {
        await using var app = await AuthenticationApp.StartAsync(
            setup => setup.Endpoints = routes => routes.MapMethods("/options", ["OPTIONS"], Caller));

        using var response = await app.SendAsync("/options", request =>
        {
            request.Method = HttpMethod.Options;
            request.Headers.Authorization = new("Bearer", app.Mint.Mint());
        });

        Assert.Equal(TokenMint.UserId, await response.TextAsync());
    }

    [Fact]
    public async Task Row10_Health_AnsweredWithoutLookingAtCredentials()
    {
        await using var app = await AuthenticationApp.StartAsync();
        app.Users.Answer = _ => throw new InvalidOperationException("nobody may ask");

        using var response = await app.GetAsync("/health/live", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("live", await response.TextAsync());
    }

    private static string Caller(CurrentUser? me) => me?.Id.Value ?? "anonymous";

    private static void Preflight(HttpRequestMessage request, string token)
    {
        request.Method = HttpMethod.Options;
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Add("Origin", "https://other.example.test");
        request.Headers.Add("Access-Control-Request-Method", "GET");
    }

    private static async Task AssertUnavailableAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.ProblemAsync();
        Assert.Equal(ProblemTypes.IdentityUnavailable, problem.GetProperty("type").GetString());
        Assert.DoesNotContain("storage", problem.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }
}
