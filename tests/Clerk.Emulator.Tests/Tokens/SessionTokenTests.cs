using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Identity.Clerk.Emulator.Tests.Tokens;

public sealed class SessionTokenTests
{
    private const int Lifetime = 60;

    [Theory]
    [InlineData("/emulator/token/ada")]
    [InlineData("/emulator/token/ada?v=1")]
    [InlineData("/emulator/token/ada?organization_id=northwind-labs")]
    public async Task Token_AgainstServedKeys_IsValid(string path)
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        var token = await emulator.TokenAsync(path);

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, await ParametersAsync(emulator));

        Assert.True(result.IsValid, result.Exception?.Message);
    }

    [Fact]
    public async Task Token_OfAnotherInstance_IsNotValid()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        await using var other = await RunningEmulator.StartAsync(options => options.Seed = true);
        var token = await other.TokenAsync("/emulator/token/ada");

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, await ParametersAsync(emulator));

        Assert.False(result.IsValid);
    }

    [Fact]
    public async Task Token_WithoutOrganization_HasClerksHeaderAndClaims()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);

        var (header, claims) = Decode(await emulator.TokenAsync("/emulator/token/ada"));

        Assert.Equal(["alg", "cat", "kid", "typ"], header.Select(member => member.Key).Order());
        Assert.Equal("RS256", (string)header["alg"]!);
        Assert.Equal("cl_B7d4PD111AAA", (string)header["cat"]!);
        Assert.Equal("JWT", (string)header["typ"]!);
        Assert.Equal(emulator.Settings.InstanceId, (string)header["kid"]!);
        Assert.Equal(
            ["azp", "exp", "fea", "fva", "iat", "iss", "jti", "nbf", "pla", "sid", "sts", "sub", "v"],
            claims.Select(member => member.Key).Order());
        Assert.Equal("http://127.0.0.1:5080", (string)claims["azp"]!);
        Assert.Equal((long)claims["iat"]! + Lifetime, (long)claims["exp"]!);
        Assert.Equal((long)claims["iat"]! - 10, (long)claims["nbf"]!);
        Assert.Equal("[0,-1]", claims["fva"]!.ToJsonString());
        Assert.Equal(emulator.Settings.Issuer, (string)claims["iss"]!);
        Assert.Matches("^[0-9a-f]{20}$", (string)claims["jti"]!);
        Assert.Equal("active", (string)claims["sts"]!);
        Assert.Equal(2, (int)claims["v"]!);
        var user = (await emulator.GetAsync("/emulator/users"))[0]!;
        Assert.Equal((string)user["id"]!, (string)claims["sub"]!);
        Assert.Equal((string)user["emulator"]!["session_id"]!, (string)claims["sid"]!);
    }

    [Theory]
    [InlineData("org:admin", "org:invoices:read org:invoices:pay org:reports:read")]
    [InlineData("org:member", "org:reports:read")]
    [InlineData("org:bookkeeper", "org:invoices:read org:invoices:pay")]
    public async Task Token_WithOrganization_GrantsTheRolesPermissions(string role, string permissions)
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        await emulator.SendAsync(
            HttpMethod.Patch, "/emulator/organizations/northwind-labs/members/kenji", new { role });

        var (_, claims) = Decode(await emulator.TokenAsync("/emulator/token/kenji?organization_id=northwind-labs"));

        var organization = claims["o"]!.AsObject();
        Assert.Equal(["fpm", "id", "per", "rol", "slg"], organization.Select(member => member.Key).Order());
        Assert.Equal(role["org:".Length..], (string)organization["rol"]!);
        Assert.Equal("northwind-labs", (string)organization["slg"]!);
        Assert.Matches("^org_[0-9A-Za-z]{27}$", (string)organization["id"]!);
        Assert.Equal(permissions.Split(' ').Order(), Permissions(claims).Order());
    }

    [Fact]
    public async Task Token_Features_OrganizationsComeFirst()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);

        var (_, claims) = Decode(await emulator.TokenAsync("/emulator/token/ada?organization_id=northwind-labs"));

        var features = ((string)claims["fea"]!).Split(',');
        Assert.Equal(features.OrderBy(feature => feature.StartsWith("u:", StringComparison.Ordinal)), features);
        Assert.Equal(features.Length, ((string)claims["o"]!["fpm"]!).Split(',').Length);
    }

    [Fact]
    public async Task Token_Version1_HasVersion1Claims()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);

        var (_, plain) = Decode(await emulator.TokenAsync("/emulator/token/ada?v=1"));
        var (_, acting) = Decode(await emulator.TokenAsync("/emulator/token/ada?v=1&organization_id=northwind-labs"));

        Assert.Equal(
            ["azp", "exp", "fva", "iat", "iss", "nbf", "sid", "sub"], plain.Select(member => member.Key).Order());
        Assert.Equal("org:admin", (string)acting["org_role"]!);
        Assert.Equal("northwind-labs", (string)acting["org_slug"]!);
        Assert.Equal(
            """["org:invoices:read","org:invoices:pay","org:reports:read"]""",
            acting["org_permissions"]!.ToJsonString());
    }

    [Fact]
    public async Task Token_PendingSession_SaysSo()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);

        var answer = await emulator.PostAsync("/emulator/users/mira/sign-in?pending=true");

        var (_, claims) = Decode((string)answer["jwt"]!);
        Assert.Equal("pending", (string)claims["sts"]!);
        Assert.Equal((string)answer["session_id"]!, (string)claims["sid"]!);
    }

    [Fact]
    public async Task Token_OrganizationChosen_StaysUntilAnotherIs()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        await emulator.TokenAsync("/emulator/token/ada?organization_id=northwind-labs");

        Assert.True(Decode(await emulator.TokenAsync("/emulator/token/ada")).Claims.ContainsKey("o"));
        Assert.False(Decode(await emulator.TokenAsync("/emulator/token/ada?organization_id=")).Claims.ContainsKey("o"));
        Assert.False(Decode(await emulator.TokenAsync("/emulator/token/ada")).Claims.ContainsKey("o"));
    }

    [Fact]
    public async Task Token_RemovedFromOrganization_IsOnesOwnAgain()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        await emulator.TokenAsync("/emulator/token/kenji?organization_id=northwind-labs");
        await emulator.SendAsync(HttpMethod.Delete, "/emulator/organizations/northwind-labs/members/kenji");

        Assert.False(Decode(await emulator.TokenAsync("/emulator/token/kenji")).Claims.ContainsKey("o"));
    }

    [Fact]
    public async Task Token_TwiceForOneUser_IsOneSession()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);

        var (_, first) = Decode(await emulator.TokenAsync("/emulator/token/ada"));
        var (_, second) = Decode(await emulator.TokenAsync("/emulator/token/ada"));
        await emulator.PostAsync("/emulator/users/ada/sessions/revoke");
        var (_, third) = Decode(await emulator.TokenAsync("/emulator/token/ada"));

        Assert.Equal((string)first["sid"]!, (string)second["sid"]!);
        Assert.NotEqual((string)first["jti"]!, (string)second["jti"]!);
        Assert.NotEqual((string)first["sid"]!, (string)third["sid"]!);
    }

    private static async Task<TokenValidationParameters> ParametersAsync(RunningEmulator emulator)
    {
        var keys = (await emulator.GetAsync("/.well-known/jwks.json")).ToJsonString();
        return new TokenValidationParameters
        {
            IssuerSigningKeys = new JsonWebKeySet(keys).GetSigningKeys(),
            ValidAlgorithms = ["RS256"],
            ValidIssuer = emulator.Settings.Issuer,
            ValidateAudience = false,
            ClockSkew = TimeSpan.Zero,
        };
    }

    private static (JsonObject Header, JsonObject Claims) Decode(string token)
    {
        var parts = token.Split('.');
        return (Part(parts[0]), Part(parts[1]));
    }

    private static JsonObject Part(string encoded) =>
        JsonNode.Parse(Base64UrlEncoder.DecodeBytes(encoded))!.AsObject();

    /// <summary>Reads the masks as Clerk's documentation describes: bit 0 is the first permission.</summary>
    private static List<string> Permissions(JsonObject claims)
    {
        var names = ((string)claims["o"]!["per"]!).Split(',');
        var masks = ((string)claims["o"]!["fpm"]!).Split(',').Select(long.Parse);
        var features = ((string)claims["fea"]!).Split(',');
        return [.. features.Zip(masks).SelectMany(pair => names
            .Where((_, bit) => ((pair.Second >> bit) & 1) == 1)
            .Select(name => $"org:{pair.First.Split(':')[1]}:{name}"))];
    }
}
