using System.Text.Json.Nodes;

namespace Identity.Sdk.Tests.Backend;

/// <summary><c>authenticateRequest</c> with the keys that the cluster serves.</summary>
public sealed class AuthenticateRequestTests(World world, ClerkBackend backend) : IClassFixture<ClerkBackend>
{
    [Fact]
    public async Task AuthenticateRequest_Member_IsSignedInWithRoleAndPermissions()
    {
        world.Require();
        var token = await world.TokenAsync("ada", "northwind-labs");

        var states = await backend.AuthenticateAsync(world, world.Url, token);

        Assert.Equal(2, states.Length);
        Assert.All(states, state =>
        {
            Assert.Equal("signed-in", Text(state, "status"));
            Assert.StartsWith("user_", Text(state, "userId"), StringComparison.Ordinal);
            Assert.StartsWith("sess_", Text(state, "sessionId"), StringComparison.Ordinal);
            Assert.Equal("org:admin", Text(state, "orgRole"));
        });
    }

    [Fact]
    public async Task AuthenticateRequest_AnyToken_IsJudgedAsWithClerksOwnKeys()
    {
        world.Require();
        var good = (await world.TokenAsync("ada", "northwind-labs")).Split('.');
        var other = (await world.TokenAsync("kenji")).Split('.');
        string[] tokens =
        [
            string.Join('.', good),
            string.Join('.', other),
            $"{good[0]}.{other[1]}.{good[2]}", // another's claims
            $"{good[0]}.{good[1]}.",           // no signature
            "eyJhbGciOiJub25lIn0." + good[1] + ".",
            "not.a.token",
        ];

        var ours = await backend.AuthenticateAsync(world, world.Url, tokens);

        Assert.Equal(
            (await backend.AuthenticateAsync(world, world.ClerkUrl, tokens)).Select(state => state.ToJsonString()),
            ours.Select(state => state.ToJsonString()));
        Assert.Equal("token-invalid-signature", Text(ours[4], "reason"));
    }

    private static string? Text(JsonNode node, string name) => (string?)node[name];
}
