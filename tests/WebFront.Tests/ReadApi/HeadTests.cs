using System.Net;
using Identity.Testing;

namespace Identity.WebFront.Tests.ReadApi;

/// <summary>HEAD is GET without the body (RFC 9110, section 9.3.2), on every path of reads and behind the same gate.</summary>
public class HeadTests(ReadApiFront api) : IClassFixture<ReadApiFront>
{
    [Theory]
    [InlineData("/v1/users")]
    [InlineData("/V1/users/count")]
    [InlineData("/v1/users/user_h1")]
    [InlineData("/v1/users/user_h1/organization_memberships")]
    [InlineData("/v1/users/user_h1/organization_invitations")]
    [InlineData("/v1/organizations")]
    [InlineData("/v1/organizations/org_none")]
    [InlineData("/v1/organizations/org_none/memberships")]
    [InlineData("/v1/organizations/org_none/invitations")]
    [InlineData("/v1/organizations/org_none/invitations/orginv_none")]
    [InlineData("/v1/organizations/org_none/domains")]
    [InlineData("/v1/organization_memberships")]
    [InlineData("/v1/organization_invitations")]
    [InlineData("/v1/organization_domains")]
    [InlineData("/v1/organization_roles")]
    [InlineData("/v1/organization_permissions")]
    [InlineData("/v1/sessions?user_id=user_h1")]
    [InlineData("/v1/sessions/sess_none")]
    [InlineData("/v1/jwks")]
    [InlineData("/v1/users?limit=0")]
    [InlineData("/v1/nowhere")]
    public async Task Head_IsAnsweredAsGetWithoutTheBody(string path)
    {
        await api.DeliverAsync("user.created", ClerkEventJson.User("user_h1", 1_790_845_200_000));
        using var get = await api.SendAsync(HttpMethod.Get, path);

        var head = await RawHttp.GetAsync(
            api.Front.Http.BaseAddress!, path, [$"Authorization: Bearer {ReadApiFront.Key}"],
            TestContext.Current.CancellationToken, "HEAD");

        Assert.Equal((int)get.StatusCode, head.Status);
        Assert.Contains("Content-Type: application/json", head.Headers);
        Assert.EndsWith("\r\n\r\n", head.Text, StringComparison.Ordinal);
        Assert.Empty(head.Body);
    }

    [Theory]
    [InlineData("/v1/users")]
    [InlineData("/V1/users/user_h1")]
    [InlineData("/v1/nowhere")]
    public async Task Head_WithoutTheKey_Is401First(string path)
    {
        using var answer = await api.SendAsync(HttpMethod.Head, path, "Bearer sk_test_another");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(["application/json"], answer.Content.Headers.GetValues("Content-Type"));
    }
}
