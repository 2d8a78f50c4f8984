using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Tests.Control;

public sealed class BadInputTests
{
    public static TheoryData<string, string, string, int> Bodies => new()
    {
        { "POST", "/emulator/users", "", 422 },
        { "POST", "/emulator/users", "{", 400 },
        { "POST", "/emulator/users", "null", 400 },
        { "POST", "/emulator/users", "[]", 400 },
        { "POST", "/emulator/users", "\"x\"", 400 },
        { "POST", "/emulator/users", "{\"email_address\":1}", 422 },
        { "POST", "/emulator/users", "{\"email_address\":null}", 422 },
        { "POST", "/emulator/users", "{\"email_address\":\"no at sign\"}", 422 },
        { "POST", "/emulator/users", "{\"email_address\":\"a@b\",\"email_address\":\"c@d\"}", 400 },
        { "POST", "/emulator/users", "{\"email_address\":\"a@b\",\"emial\":1}", 422 },
        { "POST", "/emulator/users", "{\"email_address\":\"a@b\",\"username\":\"a b\"}", 422 },
        { "POST", "/emulator/users", "{\"email_address\":\"a@b\",\"phone_number\":\"112\"}", 422 },
        { "POST", "/emulator/users", "{\"email_address\":\"a@b\",\"first_name\":\"\\u0000\"}", 422 },
        { "POST", "/emulator/users", "{\"email_address\":\"a@b\",\"first_name\":\"\\ud800\"}", 400 },
        { "POST", "/emulator/users", "{\"email_address\":\"a@b\",\"public_metadata\":{\"\\udc00\":1}}", 400 },
        { "POST", "/emulator/users", "{\"email_address\":\"a@b\",\"public_metadata\":{\"x\":[\"\\ud800\"]}}", 400 },
        { "POST", "/emulator/users", "{\"email_address\":\"a@b\",\"public_metadata\":[]}", 422 },
        { "POST", "/emulator/users", "{\"email_address\":\"a@b\",\"public_metadata\":null}", 422 },
        { "PATCH", "/emulator/users/nobody", "{}", 404 },
        { "PATCH", "/emulator/users/ada", "{\"email_address\":\"\"}", 422 },
        { "PATCH", "/emulator/users/ada", "{\"email_address\":\"kenji@northwind.example\"}", 409 },
        { "PATCH", "/emulator/users/ada", "{\"banned\":true}", 422 },
        { "DELETE", "/emulator/users/nobody", "", 404 },
        { "POST", "/emulator/users/nobody/ban", "", 404 },
        { "POST", "/emulator/users/nobody/sign-in", "", 404 },
        { "POST", "/emulator/users/nobody/sessions/revoke", "", 404 },
        { "POST", "/emulator/token/nobody", "", 404 },
        { "POST", "/emulator/token/ada?v=3", "", 422 },
        { "POST", "/emulator/token/mira?organization_id=northwind-labs", "", 404 },
        { "POST", "/emulator/token/%ff", "", 404 },
        { "POST", "/emulator/sessions/x/token", "", 404 },
        { "POST", "/emulator/sessions/x/revoke", "", 404 },
        { "POST", "/emulator/organizations", "{\"name\":\"N\",\"created_by\":\"ada\"}", 422 },
        { "POST", "/emulator/organizations", "{\"name\":\"N\",\"slug\":\"N N\",\"created_by\":\"ada\"}", 422 },
        { "POST", "/emulator/organizations", "{\"name\":\"N\",\"slug\":\"n\",\"created_by\":\"nobody\"}", 404 },
        {
            "POST",
            "/emulator/organizations",
            "{\"name\":\"N\",\"slug\":\"northwind-labs\",\"created_by\":\"ada\"}",
            409
        },
        { "PATCH", "/emulator/organizations/northwind-labs", "{\"name\":null}", 422 },
        { "PATCH", "/emulator/organizations/none", "{}", 404 },
        { "DELETE", "/emulator/organizations/none", "", 404 },
        { "POST", "/emulator/organizations/northwind-labs/members", "{\"user_id\":\"mira\",\"role\":\"king\"}", 422 },
        {
            "POST",
            "/emulator/organizations/northwind-labs/members",
            "{\"user_id\":\"ada\",\"role\":\"org:admin\"}",
            409
        },
        { "POST", "/emulator/organizations/northwind-labs/members", "{\"role\":\"org:admin\"}", 422 },
        { "PATCH", "/emulator/organizations/northwind-labs/members/mira", "{\"role\":\"org:admin\"}", 404 },
        { "DELETE", "/emulator/organizations/northwind-labs/members/mira", "", 404 },
        { "GET", "/emulator/front/me?session_id=x", "", 404 },
        { "GET", "/emulator/nothing", "", 404 },
        { "PUT", "/emulator/users", "", 405 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Call_Unacceptable_IsAProblem(string method, string path, string body, int status)
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        await AssertProblemAsync(emulator, request, status);
    }

    [Fact]
    public async Task Call_Huge_413()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/emulator/users");
        request.Content = new StringContent(
            $$"""{"email_address":"{{new string('a', 64 * 1024)}}"}""", Encoding.UTF8, "application/json");

        await AssertProblemAsync(emulator, request, 413);
    }

    [Fact]
    public async Task Call_DeepOrLong_Refused()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        using var deep = new HttpRequestMessage(HttpMethod.Post, "/emulator/users");
        deep.Content = new StringContent(
            "{\"public_metadata\":" + new string('[', 5_000), Encoding.UTF8, "application/json");
        using var wide = new HttpRequestMessage(HttpMethod.Post, "/emulator/users");
        wide.Content = new StringContent(
            "{\"email_address\":\"a@b\",\"public_metadata\":{\"x\":\"" + new string('a', 8_192) + "\"}}",
            Encoding.UTF8,
            "application/json");

        await AssertProblemAsync(emulator, deep, 400);
        await AssertProblemAsync(emulator, wide, 422);
    }

    [Fact]
    public async Task Call_NotUtf8_400()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/emulator/users");
        request.Content = new ByteArrayContent([.. "{\""u8, 0xff, .. "\":1}"u8]);
        request.Content.Headers.ContentType = new("application/json");

        await AssertProblemAsync(emulator, request, 400);
    }

    private static async Task AssertProblemAsync(RunningEmulator emulator, HttpRequestMessage request, int status)
    {
        using var answer = await emulator.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.True((HttpStatusCode)status == answer.StatusCode, $"{(int)answer.StatusCode} {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = JsonNode.Parse(body)!;
        Assert.Equal(status, (int)problem["status"]!);
        Assert.StartsWith("urn:clerk-emulator:", (string)problem["type"]!, StringComparison.Ordinal);
        Assert.NotEmpty((string)problem["detail"]!);
    }
}
