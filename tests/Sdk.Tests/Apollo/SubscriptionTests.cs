using Identity.Testing;

namespace Identity.Sdk.Tests.Apollo;

/// <summary>The sample over a WebSocket, followed by an Apollo client: it ends with its caller.</summary>
public sealed class SubscriptionTests(World world, ApolloFixture fixture) : IClassFixture<ApolloFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subscribe_Changes_AreToldAndARevocationClosesItForGood()
    {
        world.Require();
        var user = await world.SignUpAsync("Grace");
        await using var client = fixture.Sample.Subscribe(await world.TokenAsync(user));
        await client.PrintsAsync($"\"id\":\"{user}\",\"firstName\":\"Grace\",\"organization\":null", Cancel);

        await world.SendAsync(HttpMethod.Patch, $"/emulator/users/{user}", new { first_name = "Rear Admiral" });
        await client.PrintsAsync("\"firstName\":\"Rear Admiral\"", Cancel);

        await world.SendAsync(HttpMethod.Post, $"/emulator/users/{user}/sessions/revoke");
        await client.PrintsAsync("""^{"closed":4401,"reason":"session-revoked"}$""", Cancel);
        await client.PrintsAsync("\"ended\":", Cancel);
    }

    /// <summary>What its README shows, by the client that it comes with.</summary>
    [Fact]
    public async Task Client_OfTheSample_PrintsWhatTheReadmeShows()
    {
        world.Require();
        var user = await world.SignUpAsync("Grace");
        await using var client = fixture.Sample.StartClient(await world.TokenAsync(user));
        await client.PrintsAsync($$"""^me: {"me":{"__typename":"User","id":"{{user}}","firstName":"Grace",""", Cancel);
        await client.PrintsAsync("""^now: {"me":{"__typename":"User","firstName":"Grace",""", Cancel);

        await world.SendAsync(HttpMethod.Patch, $"/emulator/users/{user}", new { first_name = "Rear Admiral" });
        await client.PrintsAsync("""^now: {"me":{"__typename":"User","firstName":"Rear Admiral",""", Cancel);

        await world.SendAsync(HttpMethod.Post, $"/emulator/users/{user}/sessions/revoke");
        await client.PrintsAsync("^ended: Socket closed with event 4401 session-revoked$", Cancel);
    }

    [Theory]
    [InlineData("", "token-missing")]
    [InlineData("no.token.atall", "unauthenticated")]
    public async Task Subscribe_Nobody_IsClosedBeforeAnything(string token, string reason)
    {
        world.Require();
        await using var client = fixture.Sample.Subscribe(token);

        await client.PrintsAsync($$"""^{"closed":4401,"reason":"{{reason}}"}$""", Cancel);
        await client.PrintsAsync("\"ended\":", Cancel);
    }

    [Fact]
    public async Task Subscribe_SessionRevokedBefore_IsClosedBeforeAnything()
    {
        world.Require();
        var user = await world.SignUpAsync("Grace");
        var token = await world.TokenAsync(user);
        await world.SendAsync(HttpMethod.Post, $"/emulator/users/{user}/sessions/revoke");
        await using var client = fixture.Sample.Subscribe(token);

        await client.PrintsAsync("""^{"closed":4401,"reason":"unauthenticated"}$""", Cancel);
    }

    [Fact]
    public async Task Subscribe_Demoted_IsToldThoughTheTokenSaysAdmin()
    {
        world.Require();
        var user = await world.SignUpAsync("Grace");
        await world.SendAsync(
            HttpMethod.Post, "/emulator/organizations/northwind-labs/members", new { user_id = user, role = "org:admin" });
        await using var client = fixture.Sample.Subscribe(await world.TokenAsync(user, "northwind-labs"));
        await client.PrintsAsync("\"role\":\"org:admin\"", Cancel);

        await world.SendAsync(
            HttpMethod.Patch, $"/emulator/organizations/northwind-labs/members/{user}", new { role = "org:member" });

        await client.PrintsAsync("\"role\":\"org:member\"", Cancel);
    }

    [Fact]
    public async Task Subscribe_TokenExpires_TheClientComesAgainWithANewOne()
    {
        world.Require();
        await using var shortLived = new World(settings => settings.With("Emulator__TokenLifetime", "00:00:04"));
        await shortLived.InitializeAsync();
        await using var sample = await ApolloSample.StartAsync(shortLived, Cancel);
        await using var client = sample.Subscribe(shortLived.ClerkUrl + "/emulator/token/ada");
        await client.PrintsAsync("\"firstName\":\"Ada\"", Cancel);

        await client.PrintsAsync("""^{"closed":4403,"reason":"token-expired"}$""", Cancel);

        await client.PrintsAsync("\"firstName\":\"Ada\"", Cancel);
    }

    [Fact]
    public async Task Server_FrontIsGone_SaysSoAndThrowsNobodyOut()
    {
        world.Require();
        await using var other = new World(_ => { });
        await other.InitializeAsync();
        await using var sample = await ApolloSample.StartAsync(other, Cancel);
        var token = await other.TokenAsync("ada");
        await using var client = sample.Subscribe(token);
        await client.PrintsAsync("\"firstName\":\"Ada\"", Cancel);
        await sample.QueryAsync(token, Cancel); // so that the keys are known

        await other.Front.KillAsync();

        await client.PrintsAsync("\"closed\":1013", Cancel);
        Assert.Equal("IDENTITY_UNAVAILABLE", (await sample.QueryAsync(token, Cancel)).Error.Code);
    }
}
