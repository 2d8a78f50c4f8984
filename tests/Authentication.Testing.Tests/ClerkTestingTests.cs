using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Identity.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Identity.Authentication.Testing.Tests;

/// <summary>What the testing helper does, and where it refuses to.</summary>
public sealed class ClerkTestingTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ClerkTesting _clerk;

    public ClerkTestingTests() => _clerk = new ClerkTesting(_clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _clerk.Dispose();

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("production")]
    [InlineData("")]
    public async Task Start_AnywhereButInTests_Refused(string environment)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestApp.StartAsync(environment, _clerk));

        Assert.Contains("AddClerkTesting", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_InProductionWithoutTheScheme_RefusedToo()
    {
        using var host = new HostBuilder().UseEnvironment("Production").ConfigureWebHost(web => web
            .UseTestServer()
            .ConfigureServices(services => services.AddClerkTesting(_clerk))
            .Configure(static _ => { })).Build();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Cancel));

        Assert.Contains("AddClerkTesting", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Testing")]
    [InlineData("Test")]
    public async Task Start_WhereTestsRun_SignsIn(string environment)
    {
        await using var app = await TestApp.StartAsync(environment, _clerk);
        using var client = Client(app, ClerkTestIdentity.Of("user_ada"));

        Assert.Equal("user_ada", await client.GetStringAsync("/me", Cancel));
    }

    [Fact]
    public async Task Token_OfAnotherTest_Refused()
    {
        using var other = new ClerkTesting(_clock);
        await using var app = await TestApp.StartAsync("Testing", _clerk);
        var identity = ClerkTestIdentity.Of("user_ada");
        _clerk.SignIn(identity).Dispose();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, _clerk.MintToken(identity)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, other.MintToken(identity)));
    }

    [Fact]
    public async Task Token_ThroughTheRealVerifier_ExpiredChangedOrUnsigned_Refused()
    {
        await using var app = await TestApp.StartAsync("Testing", _clerk);
        var identity = ClerkTestIdentity.Of("user_ada");
        _clerk.SignIn(identity).Dispose();
        var token = _clerk.MintToken(identity);
        var parts = token.Split('.');

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, $"{parts[0]}.{parts[1]}."));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(
            app, _clerk.MintToken(identity, claims => claims["azp"] = "https://evil.test")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(
            app, _clerk.MintToken(identity, claims => claims["iss"] = "https://clerk.other.test")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(
            app, _clerk.MintToken(identity, claims => claims["sts"] = "pending")));
        _clock.Advance(TimeSpan.FromSeconds(65));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, token));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, _clerk.MintToken(identity)));
    }

    [Fact]
    public async Task Token_OfAUserWhoNeverSignedIn_Refused()
    {
        await using var app = await TestApp.StartAsync("Testing", _clerk);

        Assert.Equal(
            HttpStatusCode.Unauthorized, await StatusAsync(app, _clerk.MintToken(ClerkTestIdentity.Of("user_nobody"))));
    }

    [Fact]
    public async Task User_DeletedAndThenBanned_StaysDeleted()
    {
        await using var app = await TestApp.StartAsync("Testing", _clerk);
        using var client = Client(app, ClerkTestIdentity.Of("user_ada"));
        _clerk.User("user_ada").Delete();
        _clerk.User("user_ada").Ban();

        using var refused = await client.GetAsync("/me", Cancel);

        Assert.Contains("user-deleted", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_MintedByManyTestsAtOnce_IsGoodEachTime()
    {
        await using var app = await TestApp.StartAsync("Testing", _clerk);
        var identity = ClerkTestIdentity.Of("user_ada");
        _clerk.SignIn(identity).Dispose();
        var tokens = new ConcurrentBag<string>();
        Parallel.For(0, 100, _ => tokens.Add(_clerk.MintToken(identity)));

        foreach (var token in tokens) Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, token));
    }

    [Fact]
    public async Task Cluster_Down_503()
    {
        await using var app = await TestApp.StartAsync("Testing", _clerk);
        using var client = Client(app, ClerkTestIdentity.Of("user_ada"));
        _clerk.IsClusterDown = true;

        using var response = await client.GetAsync("/me", Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task Locked_AsTheOptionSays()
    {
        await using var app = await TestApp.StartAsync(
            "Testing", _clerk, args: "--Authentication:Schemes:Clerk:RejectLocked=true");
        using var client = Client(app, ClerkTestIdentity.Of("user_ada"));
        Assert.Equal("user_ada", await client.GetStringAsync("/me", Cancel));
        _clerk.User("user_ada").LockOut();

        using var response = await client.GetAsync("/me", Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Membership_OfTheDirectory_BeatsTheTokens()
    {
        await using var app = await TestApp.StartAsync("Testing", _clerk);
        using var client = Client(app, ClerkTestIdentity.Of("user_ada", "org:admin") with { Permissions = ["org:a:b"] });

        var before = await client.GetStringAsync("/claims", Cancel);
        _clerk.User("user_ada").Join("org:member");
        var demoted = await client.GetStringAsync("/claims", Cancel);
        _clerk.User("user_ada").Leave(ClerkTestIdentity.DefaultOrganizationId);
        var gone = await client.GetStringAsync("/claims", Cancel);

        Assert.Contains("org_role=org:admin org_permissions=org:a:b", before, StringComparison.Ordinal);
        Assert.Contains("org_role=org:member", demoted, StringComparison.Ordinal);
        Assert.DoesNotContain("org_", gone, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_OfTheRealInstance_AreSetAside()
    {
        await using var app = await TestApp.StartAsync(
            "Testing", _clerk, args: "--Authentication:Schemes:Clerk:SecretKey=sk_live_c2VjcmV0");
        var options = app.Services.GetRequiredService<IOptionsMonitor<ClerkOptions>>().Get("Clerk");

        Assert.Null(options.SecretKey);
        Assert.Equal(["https://app.test"], options.AuthorizedParties);
    }

    private HttpClient Client(WebApplication app, ClerkTestIdentity identity) =>
        _clerk.CreateClient(
            handlers =>
            {
                handlers[0].InnerHandler = app.GetTestServer().CreateHandler();
                return new HttpClient(handlers[0]) { BaseAddress = app.GetTestServer().BaseAddress };
            },
            identity);

    private static async Task<HttpStatusCode> StatusAsync(WebApplication app, string token)
    {
        using var client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.GetAsync("/me", Cancel);
        return response.StatusCode;
    }
}
