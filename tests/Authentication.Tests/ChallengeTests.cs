using System.Net;
using Identity.Authentication.Problems;
using Identity.Authentication.Tests.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Identity.Authentication.Tests;

/// <summary>The form of 401 and 403.</summary>
public sealed class ChallengeTests
{
    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    [InlineData("image/png")]
    public async Task Challenge_WhateverTheClientAccepts_NeverRedirectsAndIsAProblem(string accept)
    {
        await using var app = await AuthenticationApp.StartAsync();

        using var response = await app.SendAsync("/protected", request => request.Headers.Accept.ParseAdd(accept));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Null(response.Headers.Location);
        var problem = await response.ProblemAsync();
        Assert.Equal(ProblemTypes.Unauthenticated, problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Challenge_WithoutToken_TheSameForAnEndpointThatTakesTheUser()
    {
        await using var app = await AuthenticationApp.StartAsync();

        using var response = await app.GetAsync("/me");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Challenge_ApplicationsOwnText_IsMadeQuotable()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Configure = options =>
            options.Events.OnTokenValidated = context =>
            {
                context.Fail("no \"quotes\", no \\,\r\nSet-Cookie: x=1, no ümlaut");
                return Task.CompletedTask;
            });

        using var response = await app.GetAsync("/protected", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(
            "Bearer error=\"invalid_token\", error_description=\"no  quotes , no  ,  Set-Cookie: x=1, no  mlaut\"",
            response.Headers.WwwAuthenticate.ToString());
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Challenge_FailureWithAForeignException_SaysNothingOfIt()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Configure = options =>
            options.Events.OnTokenValidated = context =>
            {
                context.Fail(new InvalidOperationException("Host=db;Password=hush"));
                return Task.CompletedTask;
            });

        using var response = await app.GetAsync("/protected", app.Mint.Mint());

        Assert.DoesNotContain("hush", response.Headers.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", await response.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Challenge_ByAnOpenEndpointThoughTheCallerIsKnown_401()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Endpoints = routes =>
            routes.MapGet("/challenge", (HttpContext context) => context.ChallengeAsync()));

        using var response = await app.GetAsync("/challenge", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Forbid_CallerWithoutTheRole_403Problem()
    {
        await using var app = await AuthenticationApp.StartAsync();

        using var response = await app.GetAsync("/admin", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var problem = await response.ProblemAsync();
        Assert.Equal(ProblemTypes.Forbidden, problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task ChallengeAndForbid_ApplicationAnswersItself_ItsAnswer()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Configure = options =>
        {
            options.Events.OnChallenge = context =>
            {
                context.Response.StatusCode = StatusCodes.Status418ImATeapot;
                context.HandleResponse();
                return Task.CompletedTask;
            };
            options.Events.OnForbidden = context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });

        using var challenged = await app.GetAsync("/protected");
        using var forbidden = await app.GetAsync("/admin", app.Mint.Mint());

        Assert.Equal((HttpStatusCode)418, challenged.StatusCode);
        Assert.Equal("", challenged.Headers.WwwAuthenticate.ToString());
        Assert.Equal(HttpStatusCode.NotFound, forbidden.StatusCode);
    }
}
