using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Tests.BackendApi;

public sealed class BackendApiTests
{
    [Theory]
    [InlineData("/v1/jwks")]
    [InlineData("/v1/users/user_x")]
    [InlineData("/v1/nothing")]
    [InlineData("/v1")]
    public async Task AnyPath_WithoutKey_401First(string path)
    {
        await using var emulator = await RunningEmulator.StartAsync();

        await AssertErrorAsync(
            await AskAsync(emulator, HttpMethod.Get, path, key: null), 401, "authorization_header_format_invalid");
        await AssertErrorAsync(
            await AskAsync(emulator, HttpMethod.Get, path, key: "sk_test_wrong"), 401, "clerk_key_invalid");
    }

    [Fact]
    public async Task Jwks_WithKey_IsThePublicOne()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        using var answer = await AskAsync(emulator, HttpMethod.Get, "/v1/jwks", emulator.Settings.SecretKey);

        var body = await BodyAsync(answer);
        Assert.Equal((await emulator.GetAsync("/.well-known/jwks.json")).ToJsonString(), body.ToJsonString());
        var key = Assert.Single(body["keys"]!.AsArray())!.AsObject();
        Assert.Equal(["use", "kty", "kid", "alg", "n", "e"], key.Select(member => member.Key));
        Assert.Equal(emulator.Settings.InstanceId, (string)key["kid"]!);
    }

    [Fact]
    public async Task User_Known_IsWhatTheWebhookSaid()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);
        var id = await emulator.UserAsync("noor");

        using var answer = await AskAsync(emulator, HttpMethod.Get, $"/v1/users/{id}", emulator.Settings.SecretKey);

        Assert.Equal((await receiver.NextAsync()).Data.ToJsonString(), (await BodyAsync(answer)).ToJsonString());
        Assert.Equal("application/json", answer.Content.Headers.NonValidated["Content-Type"].ToString());
        Assert.Matches("^[0-9a-f]{32}$", answer.Headers.GetValues("x-clerk-trace-id").Single());
    }

    [Fact]
    public async Task Unknown_Ids_404InClerksWords()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var key = emulator.Settings.SecretKey;

        var user = await AskAsync(emulator, HttpMethod.Get, "/v1/users/user_x", key);
        var error = await AssertErrorAsync(user, 404, "resource_not_found");
        Assert.Equal("No user was found with id user_x", (string)error["long_message"]!);
        await AssertErrorAsync(
            await AskAsync(emulator, HttpMethod.Get, "/v1/sessions/x", key), 404, "resource_not_found");
        await AssertErrorAsync(
            await AskAsync(emulator, HttpMethod.Post, "/v1/sessions/x/tokens", key), 404, "resource_not_found");
        await AssertErrorAsync(
            await AskAsync(emulator, HttpMethod.Post, "/v1/sessions", key, """{"user_id":"user_x"}"""),
            404,
            "resource_not_found");
        await AssertErrorAsync(await AskAsync(emulator, HttpMethod.Get, "/v1/nothing", key), 404, "resource_not_found");
    }

    [Theory]
    [InlineData("", 422)]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"user_id":1}""", 422)]
    [InlineData("""{"user_id":"a","user_id":"b"}""", 400)]
    public async Task CreateSession_BadBody_RefusedInClerksShape(string body, int status)
    {
        await using var emulator = await RunningEmulator.StartAsync();

        using var answer = await AskAsync(
            emulator, HttpMethod.Post, "/v1/sessions", emulator.Settings.SecretKey, body);

        await AssertErrorAsync(
            answer, status, status == 400 ? "malformed_request_parameters" : "form_param_value_invalid");
    }

    [Fact]
    public async Task Session_Life_TokensUntilRevoked()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var key = emulator.Settings.SecretKey;
        var userId = await emulator.UserAsync("noor");

        var created = await BodyAsync(await AskAsync(
            emulator, HttpMethod.Post, "/v1/sessions", key, $$"""{"user_id":"{{userId}}"}"""));
        var id = (string)created["id"]!;
        using var request = Request(HttpMethod.Post, $"/v1/sessions/{id}/tokens", key);
        request.Headers.Add("Origin", "https://app.northwind.example");
        var token = await BodyAsync(await emulator.Http.SendAsync(request, TestContext.Current.CancellationToken));
        var revoked = await BodyAsync(await AskAsync(emulator, HttpMethod.Post, $"/v1/sessions/{id}/revoke", key));

        Assert.Equal("active", (string)created["status"]!);
        Assert.Equal(userId, (string)created["user_id"]!);
        Assert.Equal("token", (string)token["object"]!);
        Assert.Equal("https://app.northwind.example", (string)Claims((string)token["jwt"]!)["azp"]!);
        Assert.Equal("revoked", (string)revoked["status"]!);
        await AssertErrorAsync(
            await AskAsync(emulator, HttpMethod.Post, $"/v1/sessions/{id}/tokens", key), 404, "resource_not_found");
        var asked = await BodyAsync(await AskAsync(emulator, HttpMethod.Get, $"/v1/sessions/{id}", key));
        Assert.Equal("revoked", (string)asked["status"]!);
    }

    [Fact]
    public async Task CreateToken_OriginIsNone_AzpIsTheFront()
    {
        await using var emulator = await RunningEmulator.StartAsync(
            options => options.FrontUrl = new Uri("http://127.0.0.1:7070/app"));
        var userId = await emulator.UserAsync("noor");
        var key = emulator.Settings.SecretKey;
        var session = await BodyAsync(await AskAsync(
            emulator, HttpMethod.Post, "/v1/sessions", key, $$"""{"user_id":"{{userId}}"}"""));
        using var request = Request(HttpMethod.Post, $"/v1/sessions/{session["id"]}/tokens", key);
        request.Headers.TryAddWithoutValidation("Origin", "null");

        var token = await BodyAsync(await emulator.Http.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal("http://127.0.0.1:7070", (string)Claims((string)token["jwt"]!)["azp"]!);
    }

    private static JsonNode Claims(string token) =>
        JsonNode.Parse(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(token.Split('.')[1]))!;

    private static async Task<JsonNode> AssertErrorAsync(HttpResponseMessage answer, int status, string code)
    {
        using (answer)
        {
            var body = await BodyAsync(answer);
            Assert.Equal((HttpStatusCode)status, answer.StatusCode);
            Assert.Equal("application/json", answer.Content.Headers.NonValidated["Content-Type"].ToString());
            Assert.Equal((string)body["clerk_trace_id"]!, answer.Headers.GetValues("x-clerk-trace-id").Single());
            var error = Assert.Single(body["errors"]!.AsArray())!;
            Assert.Equal(code, (string)error["code"]!);
            return error;
        }
    }

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    private static async Task<HttpResponseMessage> AskAsync(
        RunningEmulator emulator, HttpMethod method, string path, string? key, string? body = null)
    {
        using var request = Request(method, path, key);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await emulator.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string? key)
    {
        var request = new HttpRequestMessage(method, path);
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }
}
