using System.Text;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Events;
using Identity.Grains.State;
using Identity.Grains.Tests.Engine;
using Identity.Testing;
using static Identity.Grains.Tests.Merging.EventMaker;
using static Identity.Grains.Tests.Roles.RoleMaker;

namespace Identity.Grains.Tests.Roles;

/// <summary>The catalogue decides what a member may do, without a write for the member.</summary>
public class RoleCatalogGrainTests
{
    private static readonly CallerQuery InOrganization =
        new(SessionId.Parse("sess_1"), Start / 1000, OrganizationId.Parse(TheOrganization));

    [Fact]
    public async Task Resolve_RoleUnknown_IsWhatTheMembershipSaid()
    {
        await using var host = await WithMemberAsync();
        Assert.Equal(["org:invoices:read"], await PermissionsAsync(host));
    }

    [Fact]
    public async Task Resolve_PermissionDeletedAndRoleUnknown_IsTheRest()
    {
        await using var host = await WithMemberAsync("org:admin");
        await host.Roles.ApplyAsync([PermissionDeletedInFull("perm_1", "org:invoices:pay", Start, Start + 10)]);
        Assert.Equal(["org:sys_memberships:manage", "org:invoices:read"], await PermissionsAsync(host));
    }

    [Fact]
    public async Task Resolve_RoleChanges_IsWhatTheCatalogueSaysWithoutAWriteForTheMember()
    {
        await using var host = await WithMemberAsync();
        var pay = ClerkRoleJson.Permission("perm_1", "org:invoices:pay", Start);
        await host.Roles.ApplyAsync([Role("created", "role_1", "org:member", Start, pay)]);
        Assert.Equal(["org:invoices:pay"], await PermissionsAsync(host));

        await host.Roles.ApplyAsync([Permission("updated", "perm_1", "org:bills:pay", Start + 10)]);
        Assert.Equal(["org:bills:pay"], await PermissionsAsync(host));

        await host.Roles.ApplyAsync([DeletedStub("role", "role_1", Start + 20)]);
        Assert.Empty(await PermissionsAsync(host));
        Assert.Equal(4, host.Storage.Writes);
    }

    [Fact]
    public async Task List_RolesAndPermissions_AreTheLiveOnesAsTheyCame()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Roles.ApplyAsync(
        [
            Role("created", "role_1", "org:a", Start), Role("created", "role_2", "org:b", Start),
            Permission("created", "perm_1", "org:x:y", Start), Permission("created", "perm_2", "org:x:z", Start),
            DeletedStub("role", "role_1", Start + 10), DeletedStub("permission", "perm_2", Start + 10),
        ]);
        var listing = await host.Roles.ListAsync();
        Assert.Equal(ClerkRoleJson.Role("role_2", "org:b", Start).ToJsonString(), Text(Assert.Single(listing.Roles)));
        Assert.Equal(
            ClerkRoleJson.Permission("perm_1", "org:x:y", Start).ToJsonString(),
            Text(Assert.Single(listing.Permissions)));
    }

    [Fact]
    public async Task Get_NothingChanged_IsTheSameInstance()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Roles.ApplyAsync([Role("created", "role_1", "org:a", Start)]);
        var first = await host.RolesNearby.GetAsync();
        await host.Roles.ApplyAsync([Role("created", "role_1", "org:a", Start)]);
        Assert.Same(first, await host.RolesNearby.GetAsync());
        Assert.Equal(1, host.Storage.Writes);
    }

    [Fact]
    public async Task Apply_RestartAndRepeat_IsAsBefore()
    {
        await using var host = await GrainHost.StartAsync();
        ClerkDelivery[] all =
        [
            DeletedStub("role", "role_2", Start + 10), Role("created", "role_1", "org:a", Start),
            Permission("created", "perm_1", "org:x:y", Start), Role("created", "role_2", "org:b", Start),
        ];
        await host.Roles.ApplyAsync([.. all]);
        await using var restarted = await GrainHost.StartAsync(host.Storage);
        var again = await restarted.Roles.ApplyAsync([.. all.Reverse()]);
        Assert.DoesNotContain(EventResult.Applied, again.Outcomes.Select(o => o.Result));
        Assert.Equal(1, host.Storage.Writes);
        Assert.Empty((await restarted.Roles.GetAsync()).Permissions["org:b"]);
    }

    [Fact]
    public void Serialize_Catalogue_ComesBackToTheByte()
    {
        var state = Apply(
            DeletedStub("role", "role_2", Start + 10), RoleDeletedInFull("role_3", "org:c", Start, Start + 10),
            Role("created", "role_1", "org:a", Start), Permission("created", "perm_1", "org:x:y", Start));
        var bytes = GrainStateJson.Serialize(state);
        Assert.Equal(bytes, GrainStateJson.Serialize(GrainStateJson.Deserialize<Grains.Roles.RoleCatalogState>(bytes)));
    }

    private static async Task<GrainHost> WithMemberAsync(string role = "org:member")
    {
        var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserCreated(Start, "Ada"), Joined("orgmem_1", role, Start)]);
        return host;
    }

    private static async Task<IEnumerable<string>> PermissionsAsync(GrainHost host) =>
        (await host.User.ResolveAsync(InOrganization)).Organization!.Permissions;

    private static string Text(Clerk.Json.RawJson json) => Encoding.UTF8.GetString(json.Bytes.Span);
}
