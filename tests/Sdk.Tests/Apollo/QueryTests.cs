using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Identity.Sdk.Tests.Apollo;

/// <summary>The sample over HTTP, asked by an Apollo client: who calls is known in two ways.</summary>
public sealed class QueryTests(World world, ApolloFixture fixture) : IClassFixture<ApolloFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/graphql", "dev-browser-missing")]
    [InlineData("/gateway/graphql", "assertion-missing")]
    public async Task Query_Nobody_Is401WithTheCode(string path, string reason)
    {
        world.Require();
        var url = new Uri(fixture.Sample.Url, path);

        Assert.Equal(("UNAUTHENTICATED", reason), (await fixture.Sample.QueryAsync(null, Cancel, url)).Error);
        await Is401Async(url, []);
    }

    [Fact]
    public async Task Query_ByTheSdk_TellsWhoItIsAsTheyAreNow()
    {
        world.Require();
        var user = await world.SignUpAsync("Grace");
        await JoinAsync(user, "org:admin");
        var token = await world.TokenAsync(user, "northwind-labs");

        var me = (await fixture.Sample.QueryAsync(token, Cancel)).Me;
        Assert.Equal((user, "Grace"), (Text(me, "id"), Text(me, "firstName")));
        Assert.EndsWith("@example.com", Text(me, "emailAddress"), StringComparison.Ordinal);
        Assert.Equal("org:admin", Text(me.GetProperty("organization"), "role"));
        Assert.Equal("org:admin", Text(Assert.Single(me.GetProperty("memberships").EnumerateArray()), "role"));

        await world.SendAsync(HttpMethod.Patch, $"/emulator/users/{user}", new { first_name = "Rear Admiral" });
        Assert.Equal("Rear Admiral", Text((await fixture.Sample.QueryAsync(token, Cancel)).Me, "firstName"));
    }

    [Fact]
    public async Task Query_SessionRevoked_IsRefusedWithTheSameToken()
    {
        world.Require();
        var user = await world.SignUpAsync("Grace");
        var token = await world.TokenAsync(user);
        Assert.Equal(user, Text((await fixture.Sample.QueryAsync(token, Cancel)).Me, "id"));

        await world.SendAsync(HttpMethod.Post, $"/emulator/users/{user}/sessions/revoke");

        Assert.Equal(("UNAUTHENTICATED", "session-revoked"), (await fixture.Sample.QueryAsync(token, Cancel)).Error);
    }

    [Fact]
    public async Task Query_Banned_IsRefusedWithTheSameToken()
    {
        world.Require();
        var user = await world.SignUpAsync("Grace");
        var token = await world.TokenAsync(user);

        await world.SendAsync(HttpMethod.Post, $"/emulator/users/{user}/ban");

        Assert.Equal("UNAUTHENTICATED", (await fixture.Sample.QueryAsync(token, Cancel)).Error.Code);
    }

    [Fact]
    public async Task Query_TokenOfSomebodyElsesMaking_IsRefused()
    {
        world.Require();
        var good = (await world.TokenAsync("ada")).Split('.');
        var other = (await world.TokenAsync("kenji")).Split('.');

        var answer = await fixture.Sample.QueryAsync($"{good[0]}.{other[1]}.{good[2]}", Cancel);

        Assert.Equal(("UNAUTHENTICATED", "token-invalid-signature"), answer.Error);
    }

    [Fact]
    public async Task Query_ThroughNginx_IsKnownByTheAssertion()
    {
        world.Require();
        ApolloFixture.RequireNginx();
        var user = await world.SignUpAsync("Grace");
        await JoinAsync(user, "org:member");
        var token = await world.TokenAsync(user, "northwind-labs");

        var me = (await fixture.Sample.QueryAsync(token, Cancel, fixture.Gateway)).Me;
        Assert.Equal((user, "Grace"), (Text(me, "id"), Text(me, "firstName")));
        Assert.Equal("org:member", Text(me.GetProperty("organization"), "role"));

        await world.SendAsync(HttpMethod.Post, $"/emulator/users/{user}/sessions/revoke");
        Assert.Equal("UNAUTHENTICATED", (await fixture.Sample.QueryAsync(token, Cancel, fixture.Gateway)).Error.Code);
        Assert.Equal("UNAUTHENTICATED", (await fixture.Sample.QueryAsync(null, Cancel, fixture.Gateway)).Error.Code);
    }

    [Fact]
    public async Task Query_PastTheProxyWithItsHeaders_IsRefused()
    {
        world.Require();
        var url = new Uri(fixture.Sample.Url, "/gateway/graphql");

        await Is401Async(url, [("x-identity-user-id", "user_1")]);
        await Is401Async(url, [("x-identity-user-id", "user_1"), ("x-identity-assertion", await world.TokenAsync("ada"))]);
    }

    private Task<JsonElement> JoinAsync(string user, string role) => world.SendAsync(
        HttpMethod.Post, "/emulator/organizations/northwind-labs/members", new { user_id = user, role });

    private static async Task Is401Async(Uri url, (string Name, string Value)[] headers)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = JsonContent.Create(new { query = "{ me { id } }" }),
        };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var answer = await http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        var error = Assert.Single(body.GetProperty("errors").EnumerateArray());
        Assert.Equal("UNAUTHENTICATED", Text(error.GetProperty("extensions"), "code"));
        Assert.False(body.TryGetProperty("data", out _));
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
