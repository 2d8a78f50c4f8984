using System.Net;
using System.Text.Json.Nodes;
using Identity.Authentication.Propagation;
using Identity.Authentication.Tests.Hosting;
using Identity.Grains.Callers;
using Identity.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Identity.Authentication.Tests.Propagation;

/// <summary>What goes from one service to another, and what is asked there.</summary>
public sealed class PropagationTests
{
    [Fact]
    public async Task Role_OfTheReceiversCluster_DecidesAtTheReceiver()
    {
        await using var billing = await PropagationSetup.StartBillingAsync();
        await using var front = await PropagationSetup.StartFrontAsync(billing);
        front.Users.Answer = _ => new(UserScript.Known(organization: true));
        billing.Users.Answer = _ => new(UserScript.Known(organization: true));

        using var admitted = await front.GetAsync("/relay?path=/admin-live", front.Mint.Mint());
        var demoted = UserScript.Organization() with { Role = "org:member" };
        billing.Users.Answer = _ => new(UserScript.Known() with { Organization = demoted });
        using var refused = await front.GetAsync("/relay?path=/admin-live", front.Mint.Mint());

        Assert.Equal(HttpStatusCode.OK, admitted.StatusCode);
        Assert.Equal(TokenMint.OrganizationId, billing.Users.LastQuery.OrganizationId?.Value);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Impersonation_PlanAndVerification_ArriveAtTheReceiver()
    {
        await using var billing = await PropagationSetup.StartBillingAsync(setup => setup.Endpoints = static routes =>
        {
            routes.MapGet("/actor", (CurrentUser me) => me.ActorId);
            routes.MapGet("/pro", () => "pro").RequirePlan("user:pro").RequireFeature("reports");
            routes.MapGet("/strict", () => "strict").RequireRecentVerification(Reverification.Strict);
            routes.MapGet("/strict-mfa", () => "strict").RequireRecentVerification(Reverification.StrictMfa);
        });
        await using var front = await PropagationSetup.StartFrontAsync(billing);
        var token = front.Mint.Mint(claims =>
        {
            claims["act"] = new JsonObject { ["sub"] = "user_boss" };
            claims["pla"] = "u:pro";
            claims["fea"] = "u:reports";
            claims["fva"] = new JsonArray(20, 5);
        });

        using var actor = await front.GetAsync("/relay?path=/actor", token);
        using var pro = await front.GetAsync("/relay?path=/pro", token);
        using var strict = await front.GetAsync("/relay?path=/strict", token);
        using var strictMfa = await front.GetAsync("/relay?path=/strict-mfa", token);

        Assert.Equal($"user_boss; here {TokenMint.UserId}", await actor.TextAsync());
        Assert.Equal(HttpStatusCode.OK, pro.StatusCode);
        Assert.Equal(HttpStatusCode.OK, strict.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, strictMfa.StatusCode);
    }

    [Theory]
    [InlineData("/who?x=1&y=%20%C3%BC")]
    [InlineData("/who/a%2Fb")]
    [InlineData("/who/%c3%a4")]
    public async Task Target_WithEscapes_SignedAsItGoesOverTheWire(string path)
    {
        await using var billing = await PropagationSetup.StartBillingAsync();
        await using var front = await PropagationSetup.StartFrontAsync(billing);

        using var who = await front.GetAsync($"/relay?path={Uri.EscapeDataString(path)}", front.Mint.Mint());

        Assert.StartsWith($"{TokenMint.UserId} by front", await who.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_SeenOnTheWay_IsNoUseForAnythingElse()
    {
        await using var billing = await PropagationSetup.StartBillingAsync();
        var seen = PropagationSetup.Assertion("/who");

        using var post = await billing.SendAsync("/who", request =>
        {
            request.Method = HttpMethod.Post;
            request.Headers.Add(PropagationHeader.Name, seen);
        });
        using var path = await SendAsync(billing, "/protected", seen);
        using var query = await SendAsync(billing, "/who?as=me", seen);
        using var first = await SendAsync(billing, "/who", seen);
        using var second = await SendAsync(billing, "/who", seen);

        Assert.Equal("anonymous by nobody", await post.TextAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, path.StatusCode);
        Assert.Equal("anonymous by nobody", await query.TextAsync());
        Assert.Equal($"{TokenMint.UserId} by front", await first.TextAsync());
        Assert.Equal("anonymous by nobody", await second.TextAsync());
        Assert.Equal(4, billing.Logs.Lines.Count(line => line.EventId == EventIds.CallerNotBelieved));
    }

    [Fact]
    public async Task TwoHeaders_NeitherIsBelieved()
    {
        await using var billing = await PropagationSetup.StartBillingAsync();

        var answer = await RawHttp.GetAsync(
            billing.Address,
            "/protected",
            [
                $"{PropagationHeader.Name}: {PropagationSetup.Assertion("/protected")}",
                $"{PropagationHeader.Name}: {PropagationSetup.Assertion("/protected")}",
            ],
            TestContext.Current.CancellationToken);

        Assert.Equal(401, answer.Status);
    }

    [Fact]
    public async Task AnotherInstancesUser_NotBelievedByThisScheme()
    {
        await using var billing = await PropagationSetup.StartBillingAsync();
        var assertion = PropagationSetup.Assertion(
            "/who", given => given with { Issuer = "https://clerk.other.test" });

        using var who = await SendAsync(billing, "/who", assertion);

        Assert.Equal("anonymous by nobody", await who.TextAsync());
    }

    [Fact]
    public async Task Redirect_ToAnotherHost_NotFollowedWithTheHeader()
    {
        await using var elsewhere = await PropagationSetup.StartBillingAsync();
        await using var billing = await PropagationSetup.StartBillingAsync(setup => setup.Endpoints = routes =>
            routes.MapGet("/away", () => Results.Redirect(new Uri(elsewhere.Address, "/who").ToString())));
        await using var front = await PropagationSetup.StartFrontAsync(billing);

        using var response = await front.GetAsync("/relay?path=/away", front.Mint.Mint());

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(0, elsewhere.Users.Calls);
    }

    [Fact]
    public async Task Grain_ThatRequiresACaller_GetsItOr401()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Endpoints = static routes =>
        {
            routes.UseCallerContext();
            routes.MapGet("/grain", () => CallerContext.Current?.UserId.Value
                ?? throw new IdentityRequiredException());
        });

        using var anonymous = await app.GetAsync("/grain");
        using var authenticated = await app.GetAsync("/grain", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Equal("Bearer", anonymous.Headers.WwwAuthenticate.ToString());
        Assert.Equal(TokenMint.UserId, await authenticated.TextAsync());
    }

    [Fact]
    public async Task Grain_CallerKnownAndNotPassedOn_TheApplicationsFault()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Endpoints = static routes =>
            routes.MapGet("/grain", string () => throw new IdentityRequiredException()));

        using var response = await app.GetAsync("/grain", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task Client_WithoutAKey_TheApplicationDoesNotStart()
    {
        await using var billing = await PropagationSetup.StartBillingAsync();

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            PropagationSetup.StartFrontAsync(
                billing, setup => setup.Settings.Remove("Authentication:Propagation:SigningKey")));

        Assert.Contains("Authentication:Propagation:SigningKey is missing", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SigningKey", "front:c2hvcnQ=", "SigningKey must be an id")]
    [InlineData("TrustedKeys:0", "hush", "TrustedKeys:0 must be an id")]
    [InlineData("TrustedKeys:1", PropagationSetup.KeyText, "TrustedKeys has two keys of one id")]
    [InlineData("Audiences:0", "", "Audiences has an empty entry")]
    [InlineData("Audiences:0", null, "Audiences is missing")]
    [InlineData("MaxSkew", "00:02:01", "MaxSkew must be from 1 to 120 seconds")]
    [InlineData("MaxSkew", "soon", "MaxSkew must be a duration")]
    [InlineData("MaxRememberedCalls", "999", "MaxRememberedCalls must be from 1000 to 10000000")]
    [InlineData("MaxRememberedCalls", "99999999999", "MaxRememberedCalls must be from 1000 to 10000000")]
    [InlineData("MaxRememberedCalls", "many", "MaxRememberedCalls must be a whole number")]
    public async Task Settings_ThatCannotWork_TheApplicationDoesNotStart(string name, string? value, string expected)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            PropagationSetup.StartBillingAsync(setup =>
            {
                if (value is null) setup.Settings.Remove($"Authentication:Propagation:{name}");
                else setup.Settings[$"Authentication:Propagation:{name}"] = value;
            }));

        Assert.Contains($"Authentication:Propagation:{expected}", failure.Message, StringComparison.Ordinal);
        if (value is { Length: > 0 } and not "soon")
            Assert.DoesNotContain(value, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_OfCallsBetweenServices_HoldNoAssertionAndNoKey()
    {
        await using var billing = await PropagationSetup.StartBillingAsync();
        await using var front = await PropagationSetup.StartFrontAsync(billing);
        var seen = PropagationSetup.Assertion("/who");

        using var relayed = await front.GetAsync("/relay?path=/who", front.Mint.Mint());
        using var first = await SendAsync(billing, "/who", seen);
        using var second = await SendAsync(billing, "/who", seen);
        using var forged = await SendAsync(billing, "/who", seen[..^3]);

        Assert.Equal(HttpStatusCode.OK, relayed.StatusCode);
        Assert.Single(billing.Logs.Lines, line => line.EventId == EventIds.CallerNotBelieved);
        Assert.Single(billing.Logs.Lines, line => line.EventId == EventIds.UnsignedCaller);
        Assert.NotEmpty(front.Logs.Lines);
        string[] secrets = [.. seen.Split('.'), PropagationSetup.Key.Header, PropagationSetup.KeyText.Split(':')[1]];
        foreach (var line in billing.Logs.Lines.Concat(front.Logs.Lines))
        {
            foreach (var secret in secrets) Assert.DoesNotContain(secret, line.Text, StringComparison.Ordinal);
        }
    }

    private static Task<HttpResponseMessage> SendAsync(AuthenticationApp app, string path, string value) =>
        app.SendAsync(path, request => request.Headers.TryAddWithoutValidation(PropagationHeader.Name, value));
}
