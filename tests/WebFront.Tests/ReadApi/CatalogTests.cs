using System.Buffers.Text;
using System.Security.Cryptography;
using Identity.Testing;

namespace Identity.WebFront.Tests.ReadApi;

public class CatalogTests(CatalogTests.Catalog fixture) : IClassFixture<CatalogTests.Catalog>
{
    /// <summary>A front with three roles and two permissions, and a key that was configured.</summary>
    public sealed class Catalog : IAsyncLifetime
    {
        public ReadApiFront Api { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Api.InitializeAsync();
            var read = ClerkRoleJson.Permission("perm_read", "org:books:read", 1_790_845_200_000);
            var write = ClerkRoleJson.Permission("perm_write", "org:books:write", 1_790_845_200_000);
            write["created_at"] = 1_790_845_300_000;
            await Api.DeliverAsync("permission.created", read);
            await Api.DeliverAsync("permission.created", write);
            foreach (var (id, key, age) in new[] { ("role_a", "org:zoo", 1), ("role_b", "org:admin", 2), ("role_c", "org:mid", 3) })
            {
                var role = ClerkRoleJson.Role(id, key, 1_790_845_200_000, read.DeepClone().AsObject());
                role["created_at"] = 1_600_000_000_000 + age;
                role["a_member_of_a_later_year"] = age;
                await Api.DeliverAsync("role.created", role);
            }
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }

    private ReadApiFront Api => fixture.Api;

    [Theory]
    [InlineData("organization_roles", "role_c", "role_b", "role_a")]
    [InlineData("organization_roles?order_by=created_at", "role_a", "role_b", "role_c")]
    [InlineData("organization_roles?order_by=key", "role_b", "role_c", "role_a")]
    [InlineData("organization_roles?order_by=-name", "role_a", "role_c", "role_b")]
    [InlineData("organization_roles?query=ADM", "role_b")]
    [InlineData("organization_permissions", "perm_write", "perm_read")]
    [InlineData("organization_permissions?query=read", "perm_read")]
    [InlineData("organization_permissions?limit=1&offset=9")]
    public async Task List_FilterAndOrder_Are(string path, params string[] ids) =>
        Assert.Equal(ids, await Api.IdsAsync($"/v1/{path}"));

    [Fact]
    public async Task Role_IsTheWholeResource_WithTheTotal()
    {
        var page = await Api.GetAsync("/v1/organization_roles?limit=1");
        Assert.Equal(3, page["total_count"]!.GetValue<int>());
        var role = Assert.Single(page["data"]!.AsArray())!;
        Assert.Equal(3, role["a_member_of_a_later_year"]!.GetValue<int>());
        Assert.Equal("org:books:read", role["permissions"]![0]!["key"]!.GetValue<string>());
    }

    [Fact]
    public async Task List_BadOrder_Is422() => await Api.RefusedAsync(
        "/v1/organization_roles?order_by=description", 422, "form_param_value_invalid", "order_by");

    [Fact]
    public async Task Jwks_IsTheKeyThatTokensAreVerifiedWith()
    {
        var set = await Api.GetAsync("/v1/jwks");
        var key = Assert.Single(set["keys"]!.AsArray())!;
        Assert.Equal(
            ReadApiFront.Sample("GET_jwks")["keys"]![0]!.AsObject().Select(member => member.Key),
            key.AsObject().Select(member => member.Key));
        Assert.Equal(("sig", "RSA", "RS256", "AQAB"), (
            key["use"]!.GetValue<string>(), key["kty"]!.GetValue<string>(), key["alg"]!.GetValue<string>(),
            key["e"]!.GetValue<string>()));

        // It is called like the instance whose events came.
        Assert.Equal(ClerkEventJson.Instance, key["kid"]!.GetValue<string>());
        using var configured = RSA.Create();
        configured.ImportFromPem(Api.Front.Settings.Minter.Pem.Replace("\\n", "\n", StringComparison.Ordinal));
        Assert.Equal(
            Base64Url.EncodeToString(configured.ExportParameters(false).Modulus), key["n"]!.GetValue<string>());
    }
}
