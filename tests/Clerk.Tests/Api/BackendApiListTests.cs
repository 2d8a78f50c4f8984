using System.Net;
using System.Text.Json.Nodes;
using Identity.Clerk.Api;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Microsoft.AspNetCore.Http;

namespace Identity.Clerk.Tests.Api;

/// <summary>The lists, asked for over HTTP and answered as Clerk answers.</summary>
public sealed class BackendApiListTests : IAsyncLifetime
{
    private static readonly UserId Ada = UserId.Parse("user_3K5Qy9VzFpcm0RzckqATkRxW2YY");
    private static readonly UserId Kenji = UserId.Parse("user_3K5SJ7JehCLjvRwV89BBzKpu3bj");
    private static readonly OrganizationId Northwind = OrganizationId.Parse("org_3K5RwUij1mgUZjJi8xUgA8G0GcU");
    private StubbedBackendApi _api = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _api = await StubbedBackendApi.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task ListUsersAsync_Answer_IsTheUsers()
    {
        _api.Answer(TestFiles.Answer("users"));
        var page = await _api.Client.ListUsersAsync(new PageRequest(), Ct);
        Assert.Equal([Kenji, Ada], page.Items.Select(user => user.Id));
        Assert.Equal("+31105550123", page.Items[0].PrimaryPhoneNumber);
        Assert.Equal((2, null, Ada.Value), (page.Count, page.TotalCount, page.LastId));
        Assert.Equal("/v1/users?limit=500&offset=0", _api.Target);
    }

    [Theory]
    [InlineData(ListOrder.Created, "&order_by=%2Bcreated_at")]
    [InlineData(ListOrder.CreatedDescending, "&order_by=-created_at")]
    [InlineData(ListOrder.UpdatedDescending, "&order_by=-updated_at")]
    [InlineData(ListOrder.Default, "")]
    public async Task ListUsersAsync_Order_ArrivesWithItsPlus(ListOrder order, string expected)
    {
        _api.Answer("[]");
        await _api.Client.ListUsersAsync(new PageRequest { Limit = 7, Offset = 3, Order = order }, Ct);
        Assert.Equal($"/v1/users?limit=7&offset=3{expected}", _api.Target);
    }

    [Fact]
    public async Task ListUsersAsync_StartingAfter_IsAskedFor()
    {
        _api.Answer("[]");
        var page = new PageRequest { Order = ListOrder.Created, StartingAfter = Ada };
        var empty = await _api.Client.ListUsersAsync(page, Ct);
        Assert.Equal($"/v1/users?limit=500&offset=0&order_by=%2Bcreated_at&starting_after={Ada}", _api.Target);
        Assert.Equal((0, null), (empty.Count, empty.LastId));
    }

    [Fact]
    public async Task ListUsersAsync_ById_RepeatsTheParameter()
    {
        _api.Answer(TestFiles.Answer("users"));
        var page = await _api.Client.ListUsersAsync([Ada, Kenji], Ct);
        Assert.Equal(2, page.Count);
        Assert.Equal($"/v1/users?user_id={Ada}&user_id={Kenji}&limit=100", _api.Target);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task ListUsersAsync_ByNoneOrTooMany_Throws(int count)
    {
        var ids = Enumerable.Repeat(Ada, count).ToList();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _api.Client.ListUsersAsync(ids, Ct));
        Assert.Equal(0, _api.Server.Requests);
    }

    [Fact]
    public async Task ListUsersAsync_OneOfThemUnreadable_ReportsItAndKeepsTheRest()
    {
        var users = JsonNode.Parse(TestFiles.Answer("users"))!.AsArray();
        users[1]!["banned"] = "perhaps";
        _api.Answer(users.ToJsonString());
        var page = await _api.Client.ListUsersAsync(new PageRequest(), Ct);
        Assert.Equal(Kenji, Assert.Single(page.Items).Id);
        Assert.Equal(
            new UnreadableItem(Ada.Value, "user.banned: expected true or false"), Assert.Single(page.Unreadable));
        Assert.Equal((2, Ada.Value), (page.Count, page.LastId));
    }

    // 500 users whose metadata is full, which is more than one resource may have.
    [Fact]
    public async Task ListUsersAsync_LargePage_IsRead()
    {
        var user = JsonNode.Parse(TestFiles.Answer("users"))![1]!;
        user["public_metadata"] = new JsonObject { ["notes"] = new string('n', 24 * 1024) };
        var body = $"[{string.Join(',', Enumerable.Repeat(user.ToJsonString(), 500))}]";
        Assert.True(body.Length > 12 * 1024 * 1024);
        foreach (var length in new long?[] { null, body.Length })
        {
            _api.Server.Answer = context =>
            {
                context.Response.ContentLength = length;
                return context.Response.WriteAsync(body);
            };
            var page = await _api.Client.ListUsersAsync(new PageRequest(), Ct);
            Assert.Equal(500, page.Items.Length);
            Assert.All(page.Items, it => Assert.Equal(page.Items[0].Raw, it.Raw));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ListUsersAsync_BeyondTheBound_Fails(bool saysLength)
    {
        var megabyte = new byte[1024 * 1024];
        megabyte.AsSpan().Fill((byte)' ');
        _api.Server.Answer = async context =>
        {
            if (saysLength) context.Response.ContentLength = 33 * megabyte.Length;
            for (var i = 0; i < 33; i++) await context.Response.Body.WriteAsync(megabyte, context.RequestAborted);
        };
        var failure = await FailAsync();
        Assert.Null(failure.Status);
        Assert.Contains("more than", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("[{}")]
    [InlineData("[] []")]
    public async Task ListUsersAsync_NoList_Fails(string body)
    {
        _api.Answer(body);
        Assert.Null((await FailAsync()).Status);
    }

    [Theory]
    [InlineData(403, "organization_not_enabled_in_instance")]
    [InlineData(422, "form_param_value_invalid")]
    [InlineData(404, null)]
    public async Task ListUsersAsync_OtherStatus_SaysWhich(int status, string? code)
    {
        _api.Answer(status, $$"""{"errors":[{"code":"{{code}}"}]}""");
        var failure = await FailAsync();
        Assert.Equal(((HttpStatusCode)status, code), (failure.Status, failure.Code));
    }

    [Fact]
    public async Task ListOrganizationsAsync_Answer_IsTheOrganizations()
    {
        _api.Answer(TestFiles.Answer("organizations"));
        var page = await _api.Client.ListOrganizationsAsync(new PageRequest { Order = ListOrder.Created }, Ct);
        Assert.Equal(Northwind, Assert.Single(page.Items).Id);
        Assert.Equal((1L, Northwind.Value), (page.TotalCount, page.LastId));
        Assert.Equal("/v1/organizations?limit=500&offset=0&order_by=%2Bcreated_at", _api.Target);
    }

    [Fact]
    public async Task GetOrganizationAsync_Answer_IsTheOrganization()
    {
        _api.Answer(TestFiles.Answer("organization"));
        var organization = await _api.Client.GetOrganizationAsync(Northwind, Ct);
        Assert.Equal("Northwind Laboratories", organization?.Name);
        Assert.Equal($"/v1/organizations/{Northwind}", _api.Target);
        await Assert.ThrowsAsync<BackendApiException>(() =>
            _api.Client.GetOrganizationAsync(OrganizationId.Parse("org_other"), Ct));
        _api.Answer(404, "");
        Assert.Null(await _api.Client.GetOrganizationAsync(Northwind, Ct));
    }

    [Fact]
    public async Task ListMembershipsAsync_OfAll_IsTheMemberships()
    {
        _api.Answer(TestFiles.Answer("organization_memberships"));
        var page = await _api.Client.ListMembershipsAsync(new PageRequest { Limit = 2 }, Ct);
        Assert.Equal([Kenji, Ada], page.Items.Select(membership => membership.UserId));
        Assert.Equal((2L, 2), (page.TotalCount, page.Count));
        Assert.Equal("/v1/organization_memberships?limit=2&offset=0", _api.Target);
    }

    [Fact]
    public async Task ListMembershipsAsync_OfAUser_IsTheirs()
    {
        _api.Answer(TestFiles.Answer("users.organization_memberships"));
        var page = await _api.Client.ListMembershipsAsync(Ada, new PageRequest { Offset = 5 }, Ct);
        Assert.Equal("org:admin", Assert.Single(page!.Items).Role);
        Assert.Equal($"/v1/users/{Ada}/organization_memberships?limit=500&offset=5", _api.Target);
        _api.Answer(404, "");
        Assert.Null(await _api.Client.ListMembershipsAsync(Ada, new PageRequest(), Ct));
    }

    [Fact]
    public async Task ListRolesAsync_Answer_IsTheRoles()
    {
        _api.Answer(PageOf("role.created", "role.updated"));
        var page = await _api.Client.ListRolesAsync(new PageRequest(), Ct);
        Assert.Equal([1, 2], page.Items.Select(role => role.Permissions.Length));
        Assert.Equal("/v1/organization_roles?limit=500&offset=0", _api.Target);
    }

    [Fact]
    public async Task ListPermissionsAsync_Answer_IsThePermissions()
    {
        _api.Answer(PageOf("permission.updated"));
        var page = await _api.Client.ListPermissionsAsync(new PageRequest(), Ct);
        Assert.Equal("org:invoices:pay", Assert.Single(page.Items).Key);
        Assert.Equal("/v1/organization_permissions?limit=500&offset=0", _api.Target);
    }

    [Fact]
    public async Task ListInvitationsAsync_Answer_IsTheInvitations()
    {
        _api.Answer(TestFiles.Answer("organization_invitations"));
        var invitation = Assert.Single((await _api.Client.ListInvitationsAsync(new PageRequest(), Ct)).Items);
        Assert.Equal((ResourceKind.OrganizationInvitation, "accepted"), (invitation.Kind, invitation.Status));
        Assert.Equal("/v1/organization_invitations?limit=500&offset=0", _api.Target);
    }

    [Fact]
    public async Task ListDomainsAsync_Answer_IsTheDomains()
    {
        _api.Answer(PageOf("organizationDomain.created"));
        var domain = Assert.Single((await _api.Client.ListDomainsAsync(new PageRequest(), Ct)).Items);
        Assert.Equal((ResourceKind.OrganizationDomain, Northwind), (domain.Kind, domain.OrganizationId));
        Assert.Equal("/v1/organization_domains?limit=500&offset=0", _api.Target);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(501, 0)]
    [InlineData(1, -1)]
    public void PageRequest_OutOfRange_Throws(int limit, int offset) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PageRequest { Limit = limit, Offset = offset });

    private static string PageOf(params string[] samples)
    {
        var items = samples.Select(it => JsonNode.Parse(TestFiles.Sample(it))!["data"]!.ToJsonString()).ToArray();
        return $$"""{"data":[{{string.Join(',', items)}}],"total_count":{{items.Length}}}""";
    }

    private Task<BackendApiException> FailAsync() =>
        Assert.ThrowsAsync<BackendApiException>(() => _api.Client.ListUsersAsync(new PageRequest(), Ct));
}
