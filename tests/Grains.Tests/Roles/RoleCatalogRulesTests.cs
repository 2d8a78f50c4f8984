using System.Text.Json.Nodes;
using Identity.Grains.Tests.Merging;
using Identity.Testing;
using static Identity.Grains.Tests.Merging.EventMaker;
using static Identity.Grains.Tests.Roles.RoleMaker;

namespace Identity.Grains.Tests.Roles;

/// <summary>What each role permits, whatever order its events and those of its permissions come in.</summary>
public class RoleCatalogRulesTests
{
    private static readonly JsonObject Read1 =
        ClerkRoleJson.Permission("perm_1", "org:invoices:read", Start);

    [Fact]
    public void SnapshotOf_Role_PermitsWhatItsLastEventSays()
    {
        var snapshot = Snapshot(
            Role("updated", "role_1", "org:clerk", Start + 10, Granted("perm_1", "org:a"), Granted("perm_2", "org:b")),
            Role("created", "role_1", "org:clerk", Start, Granted("perm_1", "org:a")));
        Assert.Equal(["org:a", "org:b"], snapshot.Permissions["org:clerk"]);
        Assert.Empty(snapshot.Withdrawn);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SnapshotOf_RoleDeleted_PermitsNothingInEveryOrder(bool stub)
    {
        var created = Role("created", "role_1", "org:clerk", Start, Granted("perm_1", "org:a"));
        var updated = Role("updated", "role_1", "org:clerk", Start + 10, Granted("perm_2", "org:b"));
        var deleted = stub
            ? DeletedStub("role", "role_1", Start + 20)
            : RoleDeletedInFull("role_1", "org:clerk", Start + 10, Start + 20);
        foreach (var order in Permutations.WithOneDuplicate([created, updated, deleted]))
        {
            Assert.Empty(Snapshot(order).Permissions["org:clerk"]);
            Assert.False(Assert.Single(Apply(order).Roles).IsLive);
        }
    }

    [Fact]
    public void SnapshotOf_DeletedInFullAndNothingElse_PermitsNothing() =>
        Assert.Empty(Snapshot(RoleDeletedInFull("role_1", "org:clerk", Start, Start + 1)).Permissions["org:clerk"]);

    [Fact]
    public void SnapshotOf_DeletedStubAndNothingElse_KnowsNoRole() =>
        Assert.Empty(Snapshot(DeletedStub("role", "role_1", Start)).Permissions);

    [Fact]
    public void SnapshotOf_LateCreationAfterTheDeletion_TellsWhichRoleIsGone()
    {
        var snapshot = Snapshot(
            DeletedStub("role", "role_1", Start + 20),
            Role("created", "role_1", "org:clerk", Start + 1_000_000, Granted("perm_1", "org:a")));
        Assert.Empty(snapshot.Permissions["org:clerk"]);
    }

    [Fact]
    public void SnapshotOf_PermissionRenamed_IsKnownByItsNewKey()
    {
        var created = Permission("created", "perm_1", "org:invoices:read", Start);
        var role = Role("created", "role_1", "org:clerk", Start + 1, Copy(Read1));
        var renamed = Permission("updated", "perm_1", "org:bills:read", Start + 10);
        foreach (var order in Permutations.WithOneDuplicate([created, role, renamed]))
        {
            Assert.Equal(["org:bills:read"], Snapshot(order).Permissions["org:clerk"]);
        }
    }

    [Fact]
    public void SnapshotOf_PermissionRenamedInTheMillisecondOfItsCreation_IsKnownByItsNewKey()
    {
        // The role carries the permission as it was created; its own events are never older than a copy inside a role.
        var created = Permission("created", "perm_1", "org:invoices:read", Start);
        var role = Role("created", "role_1", "org:clerk", Start, Copy(Read1));
        var renamed = Make(
            "renamed", "permission.updated", ClerkRoleJson.Permission("perm_1", "org:bills:read", Start), Start + 6);
        foreach (var order in Permutations.Of([created, role, renamed]))
        {
            Assert.Equal(["org:bills:read"], Snapshot(order).Permissions["org:clerk"]);
        }
    }

    [Fact]
    public void SnapshotOf_RoleIsNewerThanThePermission_KeepsTheRolesKey()
    {
        var snapshot = Snapshot(
            Permission("created", "perm_1", "org:invoices:read", Start),
            Role(
                "updated",
                "role_1",
                "org:clerk",
                Start + 20,
                ClerkRoleJson.Permission("perm_1", "org:bills:read", Start + 10)));
        Assert.Equal(["org:bills:read"], snapshot.Permissions["org:clerk"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SnapshotOf_PermissionDeleted_IsGoneFromItsRolesAndWithdrawn(bool stub)
    {
        var created = Permission("created", "perm_1", "org:invoices:read", Start);
        var role = Role("created", "role_1", "org:clerk", Start + 1, Copy(Read1), Granted("perm_2", "org:b"));
        var deleted = stub
            ? DeletedStub("permission", "perm_1", Start + 20)
            : PermissionDeletedInFull("perm_1", "org:invoices:read", Start, Start + 20);
        foreach (var order in Permutations.WithOneDuplicate([created, role, deleted]))
        {
            var snapshot = Snapshot(order);
            Assert.Equal(["org:b"], snapshot.Permissions["org:clerk"]);
            Assert.Equal(["org:invoices:read"], snapshot.Withdrawn);
        }
    }

    [Fact]
    public void SnapshotOf_PermissionDeletedAndMadeAgain_IsNotWithdrawn() =>
        Assert.Empty(Snapshot(
            PermissionDeletedInFull("perm_1", "org:invoices:read", Start, Start + 20),
            Permission("created", "perm_2", "org:invoices:read", Start + 30)).Withdrawn);

    [Theory]
    [InlineData("role_1", "role_2")]
    [InlineData("role_2", "role_1")]
    public void SnapshotOf_TwoLiveRolesOfOneKey_TheLaterOneCounts(string first, string second)
    {
        var snapshot = Snapshot(
            Role("created", second, "org:clerk", Start + 10, Granted("perm_2", "org:b")),
            Role("created", first, "org:clerk", Start, Granted("perm_1", "org:a")));
        Assert.Equal(["org:b"], snapshot.Permissions["org:clerk"]);
    }

    [Fact]
    public void SnapshotOf_RoleDeletedAndMadeAgain_IsTheNewOneInEveryOrder()
    {
        var first = Role("created", "role_1", "org:clerk", Start, Granted("perm_1", "org:a"));
        var deleted = RoleDeletedInFull("role_1", "org:clerk", Start, Start + 10);
        var second = Role("created", "role_2", "org:clerk", Start + 20, Granted("perm_2", "org:b"));
        foreach (var order in Permutations.WithOneDuplicate([first, deleted, second]))
        {
            Assert.Equal(["org:b"], Snapshot(order).Permissions["org:clerk"]);
        }
    }

    private static JsonObject Granted(string id, string key) =>
        ClerkRoleJson.Permission(id, key, Start);

    private static JsonObject Copy(JsonObject json) =>
        json.DeepClone().AsObject();
}
