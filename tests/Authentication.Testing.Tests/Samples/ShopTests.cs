using System.Net;
using System.Text.Json;

namespace Identity.Authentication.Testing.Tests.Samples;

/// <summary>The sample application, tested as its author would: without Clerk, and without a cluster.</summary>
public sealed class ShopTests : IDisposable
{
    private readonly ClerkTesting _clerk = new();
    private readonly ShopFactory _shop;

    public ShopTests() => _shop = new ShopFactory(_clerk);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _shop.Dispose();
        _clerk.Dispose();
    }

    [Fact]
    public async Task Hello_StrangerAndUser_ByName()
    {
        using var nobody = _shop.CreateClient();
        using var ada = _clerk.CreateClient(_shop.CreateDefaultClient, "user_ada");

        Assert.Equal("Hello, stranger", await nobody.GetStringAsync("/hello", Cancel));
        Assert.Equal("Hello, Ada", await ada.GetStringAsync("/hello", Cancel));
        _clerk.User("user_ada").Rename("Adaeze");
        Assert.Equal("Hello, Adaeze", await ada.GetStringAsync("/hello", Cancel));
    }

    [Fact]
    public async Task Invoices_Anonymous401_WithoutAnOrganization403_Member200()
    {
        using var nobody = _shop.CreateClient();
        using var alone = _clerk.CreateClient(_shop.CreateDefaultClient, "user_ada");
        using var member = _clerk.CreateClient(_shop.CreateDefaultClient, "user_ben", "org:member");

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(nobody, "/invoices"));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(alone, "/invoices"));
        using var invoices = JsonDocument.Parse(await member.GetStringAsync("/invoices", Cancel));
        Assert.Equal(2, invoices.RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Pay_PermissionTakenAway_403OnTheNextRequest()
    {
        using var ada = _clerk.CreateClient(_shop.CreateDefaultClient, ClerkTestIdentity.Of("user_ada", "org:member") with
        {
            Permissions = ["org:invoices:pay"],
        });

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(ada, HttpMethod.Post, "/invoices/1/pay"));
        _clerk.User("user_ada").Join("org:member");
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(ada, HttpMethod.Post, "/invoices/2/pay"));
    }

    [Fact]
    public async Task Export_FeatureOfTheOrganization_Decides()
    {
        var identity = ClerkTestIdentity.Of("user_ada", "org:member");
        using var without = _clerk.CreateClient(_shop.CreateDefaultClient, identity);
        using var with = _clerk.CreateClient(_shop.CreateDefaultClient, identity with { Features = ["o:reports"] });

        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(without, "/invoices/export"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(with, "/invoices/export"));
    }

    [Fact]
    public async Task Delete_OldVerificationOrImpersonation_Refused()
    {
        var admin = ClerkTestIdentity.Of("user_ada", "org:admin");
        using var recent = _clerk.CreateClient(_shop.CreateDefaultClient, admin);
        using var old = _clerk.CreateClient(_shop.CreateDefaultClient, admin with { FirstFactorMinutes = 30 });
        using var other = _clerk.CreateClient(_shop.CreateDefaultClient, admin with { ActorId = "user_support" });

        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(old, HttpMethod.Delete, "/invoices"));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(other, HttpMethod.Delete, "/invoices"));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(recent, HttpMethod.Delete, "/invoices"));
    }

    [Fact]
    public async Task RevokedBannedDeleted_401OnTheNextRequest()
    {
        using var ada = _clerk.CreateClient(_shop.CreateDefaultClient, "user_ada", "org:admin");
        using var ben = _clerk.CreateClient(_shop.CreateDefaultClient, "user_ben", "org:admin");
        using var cleo = _clerk.CreateClient(_shop.CreateDefaultClient, "user_cleo", "org:admin");
        Assert.Equal(HttpStatusCode.OK, await GetAsync(ada, "/invoices"));

        _clerk.User("user_ada").RevokeSessions();
        _clerk.User("user_ben").Ban();
        _clerk.User("user_cleo").Delete();

        foreach (var client in new[] { ada, ben, cleo })
            Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, "/invoices"));
    }

    private static Task<HttpStatusCode> GetAsync(HttpClient client, string path) =>
        SendAsync(client, HttpMethod.Get, path);

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await client.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}
