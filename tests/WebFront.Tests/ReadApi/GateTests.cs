using System.Net;
using Identity.Testing;

namespace Identity.WebFront.Tests.ReadApi;

public class GateTests(ReadApiFront api) : IClassFixture<ReadApiFront>
{
    [Theory]
    [InlineData("/v1/users")]
    [InlineData("/V1/users")] // routes don't tell cases apart
    [InlineData("/v1/nowhere")]
    [InlineData("/v1")]
    [InlineData("/v1/users/count?limit=1000")]
    public async Task WithoutKey_Is401BeforeAllElse(string path)
    {
        foreach (var authorization in (string?[])[null, "Basic abc", $"bearer {ReadApiFront.Key}", ReadApiFront.Key])
        {
            using var answer = await api.SendAsync(HttpMethod.Get, path, authorization, version: "1999-01-01");
            var error = await ReadApiFront.ErrorOfAsync(answer, 401, "authorization_header_format_invalid");
            ReadApiFront.AssertSame(ReadApiFront.Sample("errors")["401 no or malformed Authorization"]!["errors"]![0], error);
        }
    }

    [Theory]
    [InlineData("GET", "/v1/users")]
    [InlineData("GET", "/V1/users")]
    [InlineData("GET", "/v1/nowhere")]
    [InlineData("POST", "/v1/users")]
    public async Task WrongKey_Is401BeforeAllElse(string method, string path)
    {
        foreach (var key in (string[])["sk_test_another", ReadApiFront.Key + "x", ReadApiFront.Key[..^1], new('k', 500)])
        {
            using var answer = await api.SendAsync(new HttpMethod(method), path, $"Bearer {key}");
            var error = await ReadApiFront.ErrorOfAsync(answer, 401, "clerk_key_invalid");
            ReadApiFront.AssertSame(ReadApiFront.Sample("errors")["401 unknown key"]!["errors"]![0], error);
        }
    }

    [Fact]
    public async Task SessionToken_IsNoKey()
    {
        using var answer = await api.SendAsync(
            HttpMethod.Get, "/v1/users", $"Bearer {api.Front.Settings.Token("user_1", "sess_1")}");
        await ReadApiFront.ErrorOfAsync(answer, 401, "clerk_key_invalid");
    }

    [Theory]
    [InlineData("/v1/nowhere")]
    [InlineData("/v1")]
    [InlineData("/v1/users/user_1/nothing")]
    [InlineData("/v1/users/user_1/organization_memberships/x")]
    public async Task UnknownPath_Is404(string path) => await api.RefusedAsync(path, 404, "resource_not_found");

    [Theory]
    [InlineData("POST", "/v1/users")]
    [InlineData("PATCH", "/v1/users/user_1")]
    [InlineData("DELETE", "/v1/users/user_1")]
    [InlineData("PUT", "/v1/organizations/org_1/logo")]
    [InlineData("POST", "/v1/sessions/sess_1/revoke")]
    public async Task Writes_Are501AndSayToUseClerk(string method, string path)
    {
        using var answer = await api.SendAsync(new HttpMethod(method), path);
        var error = await ReadApiFront.ErrorOfAsync(answer, 501, "feature_not_implemented");
        Assert.Contains("Clerk's Backend API", error["long_message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1999-01-01", "")]
    [InlineData("latest", "")]
    [InlineData("2026-05-12", "?__clerk_api_version=2026-05-12")]
    [InlineData(null, "?__clerk_api_version=2027-01-01")]
    public async Task Version_UnknownOrGivenTwice_Is400(string? version, string query)
    {
        using var answer = await api.SendAsync(HttpMethod.Get, $"/v1/users{query}", version: version);
        await ReadApiFront.ErrorOfAsync(answer, 400, "malformed_request_parameters");
    }

    [Fact]
    public async Task Version_InTheQuery_IsAsGood()
    {
        using var answer = await api.SendAsync(HttpMethod.Get, "/v1/users?__clerk_api_version=2025-11-10", version: null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task WithoutASecretKey_ThereIsNoApi()
    {
        using var settings = new FrontSettings();
        await using var front = await FrontProcess.StartAsync(settings);
        using var answer = await front.GetAsync("/v1/users", ReadApiFront.Key, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Key_IsInNoLog()
    {
        using (await api.SendAsync(HttpMethod.Get, "/v1/users", "Bearer sk_test_somebodyelses"))
        {
            await api.Front.PrintsAsync("Refused a call of /v1", TestContext.Current.CancellationToken);
        }
        Assert.DoesNotContain("sk_test_", api.Front.Output, StringComparison.Ordinal);
    }
}
