using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Ingest.Reconcile;
using Identity.Ingest.Webhooks;
using Identity.Testing;

namespace Identity.Ingest.Tests.Reconcile;

public class GoneSnapshotsTests
{
    private const long Start = 1_790_845_200_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Learn_UserIsGone_IsATombstoneAndLaterEventsAreStale()
    {
        using var folder = new TempFolder();
        await using var silo = await RunningSilo.StartAsync(folder);
        await silo.ReceiveAsync("msg_1", "user.created", ClerkEventJson.User("user_1", Start), Start);
        var gone = await silo.User("user_1").LearnAsync([GoneSnapshots.Of(FetchedKind.User, "user_1")]);
        Assert.Equal(EventResult.Applied, gone.Outcomes.Single().Result);
        Assert.True(gone.Entries.User!.Deleted);
        Assert.Null(await silo.User("user_1").GetAsync());
        var late = await silo.ReceiveAsync("msg_2", "user.updated", ClerkEventJson.User("user_1", Start + 9), Start + 9);
        Assert.Equal(IntakeStatus.Stale, late.Status);
    }

    [Fact]
    public async Task Learn_OrganizationIsGone_IsATombstone()
    {
        using var folder = new TempFolder();
        await using var silo = await RunningSilo.StartAsync(folder);
        await silo.ReceiveAsync("msg_1", "organization.created", ClerkEventJson.Organization("org_1", Start), Start);
        var gone = await silo.Organization("org_1").LearnAsync([GoneSnapshots.Of(FetchedKind.Organization, "org_1")]);
        Assert.Equal(EventResult.Applied, gone.Outcomes.Single().Result);
        Assert.True((await silo.Organization("org_1").GetAsync()).Deleted);
    }

    [Theory]
    [InlineData("org:admin")]
    [InlineData(null)]
    public async Task Learn_MembershipIsGone_EndsItForGood(string? knownRole)
    {
        using var folder = new TempFolder();
        await using var silo = await RunningSilo.StartAsync(folder);
        var membership = ClerkEventJson.Membership("orgmem_1", "user_1", "org_1", "org:admin", Start);
        await silo.ReceiveAsync("msg_1", "organizationMembership.created", membership, Start);
        var known = Assert.Single(await silo.Directory.MembershipsOfUserAsync(UserId.Parse("user_1"), Cancel));

        var gone = await silo.User("user_1").LearnAsync([GoneSnapshots.Of(known with { Role = knownRole })]);
        Assert.Equal(EventResult.Applied, gone.Outcomes.Single().Result);
        var entry = Assert.Single(gone.Entries.Memberships);
        Assert.Equal((known.Id, known.OrganizationId, true), (entry.Id, entry.OrganizationId, entry.Deleted));
        Assert.Equal(known.CreatedAt, entry.CreatedAt);
        var late = await silo.ReceiveAsync(
            "msg_2", "organizationMembership.updated",
            ClerkEventJson.Membership("orgmem_1", "user_1", "org_1", "org:member", Start + 9), Start + 9);
        Assert.Equal(IntakeStatus.Stale, late.Status);
    }

    [Fact]
    public async Task Learn_RoleIsGone_PermitsNothing()
    {
        using var folder = new TempFolder();
        await using var silo = await RunningSilo.StartAsync(folder);
        var role = ClerkRoleJson.Role(
            "role_1", "org:auditor", Start, ClerkRoleJson.Permission("perm_1", "org:invoices:read", Start));
        await silo.ReceiveAsync("msg_1", "role.created", role, Start);
        Assert.Equal(["org:invoices:read"], (await silo.Roles.GetAsync()).Permissions["org:auditor"]);
        var gone = await silo.Roles.LearnAsync([GoneSnapshots.Of(FetchedKind.Role, "role_1")]);
        Assert.Equal(EventResult.Applied, gone.Outcomes.Single().Result);
        Assert.Empty((await silo.Roles.GetAsync()).Permissions["org:auditor"]);
    }

    [Fact]
    public async Task Learn_PermissionIsGone_IsWithdrawn()
    {
        using var folder = new TempFolder();
        await using var silo = await RunningSilo.StartAsync(folder);
        await silo.ReceiveAsync(
            "msg_1", "permission.created", ClerkRoleJson.Permission("perm_1", "org:invoices:read", Start), Start);
        var gone = await silo.Roles.LearnAsync([GoneSnapshots.Of(FetchedKind.Permission, "perm_1")]);
        Assert.Equal(EventResult.Applied, gone.Outcomes.Single().Result);
        Assert.Contains("org:invoices:read", (await silo.Roles.GetAsync()).Withdrawn);
    }
}
