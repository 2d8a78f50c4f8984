using Identity.Clerk.Emulator.Tests;
using Identity.Clerk.Identifiers;
using Identity.Ingest.BackendApi;
using Identity.Ingest.Walks;
using Identity.Testing;

namespace Identity.Ingest.Tests.Reconcile;

public sealed class FullReconcileTests : ReconcileTests
{
    [Fact]
    public async Task Run_NothingIsMissing_FindsNoDrift()
    {
        using var drift = Silo.Measure("identity.reconcile.drift");
        var report = await Silo.WalkAsync(WalkKind.FullReconcile);
        Assert.Empty(drift.All);
        Assert.Empty(report.Removed);
        await SameAsClerkAsync();
    }

    [Fact]
    public async Task Run_NothingOfItWasDelivered_RepairsAndCountsEachKind()
    {
        using var drift = Silo.Measure("identity.reconcile.drift");
        var users = await UsersAsync();
        var memberships = await MembershipsAsync();
        var changed = memberships[0];
        var left = memberships.First(m => UserOf(m) != UserOf(changed));
        var organization = OrganizationOf(changed);
        var isOfOthers = users.Where(u => UserOf(changed) != Id(u) && UserOf(left) != Id(u)).ToList();
        var isFree = isOfOthers.Where(u => memberships.All(m => UserOf(m) != Id(u) || OrganizationOf(m) != organization));

        await Emulator.UserAsync("newcomer");
        await Emulator.SendAsync(HttpMethod.Patch, $"/emulator/users/{Id(isOfOthers[0])}", new { first_name = "Changed" });
        await DeleteAsync($"/emulator/organizations/{OrganizationOf(left)}/members/{UserOf(left)}");
        await Emulator.SendAsync(
            HttpMethod.Patch, $"/emulator/organizations/{organization}/members/{UserOf(changed)}",
            new { role = (string)changed["role"]! == "org:admin" ? "org:member" : "org:admin" });
        await Emulator.PostAsync(
            $"/emulator/organizations/{organization}/members", new { user_id = Id(isFree.First()), role = "org:member" });
        await Emulator.SendAsync(
            HttpMethod.Patch, $"/emulator/organizations/{organization}", new { name = "Renamed" });
        await Emulator.PostAsync("/emulator/roles", new { key = "org:guest", name = "Guest" });

        var report = await Silo.WalkAsync(WalkKind.FullReconcile);
        Assert.Equal(
            ["memberships 2", "memberships_gone 1", "organizations 1", "roles 1", "users 2"], drift.All);
        Assert.Contains("memberships: 60 read, 2 new, 1 gone", report.Summary, StringComparison.Ordinal);
        await SameAsClerkAsync();
        Assert.Equal("Renamed", (await Silo.Organization(organization).GetAsync()).Snapshot!.Name);
        Assert.Contains("org:guest", (await Silo.Roles.GetAsync()).Permissions.Keys);

        using var again = Silo.Measure("identity.reconcile.drift");
        await Silo.WalkAsync(WalkKind.FullReconcile);
        Assert.Empty(again.All);
    }

    [Fact]
    public async Task Run_UserIsGone_IsRemovedWithItsMemberships()
    {
        using var drift = Silo.Measure("identity.reconcile.drift");
        var user = UserOf((await MembershipsAsync())[0]);
        await DeleteAsync($"/emulator/users/{user}");
        await Silo.WalkAsync(WalkKind.FullReconcile);
        Assert.Equal(["users_gone 1"], drift.All);
        Assert.Null(await Silo.User(user).GetAsync());
        Assert.Equal([UserId.Parse(user)], await Silo.Directory.DeletedUsersAsync(0, 10, Cancel));
        await SameAsClerkAsync();
    }

    [Fact]
    public async Task Run_OrganizationIsGone_HidesMoreMembersThanMayBeRemoved()
    {
        await RestartAsync(Emulator, ("Reconcile:MaxRemovals", "2"));
        using var drift = Silo.Measure("identity.reconcile.drift");
        var organization = OrganizationOf((await MembershipsAsync())[0]);
        await DeleteAsync($"/emulator/organizations/{organization}");
        var report = await Silo.WalkAsync(WalkKind.FullReconcile);
        Assert.Equal(["organizations_gone 1"], drift.All);
        Assert.Equal(0, report.Spared);
        Assert.True((await Silo.Organization(organization).GetAsync()).Deleted);
        await SameAsClerkAsync();
    }

    [Fact]
    public async Task Run_RoleIsGone_PermitsNothing()
    {
        using var drift = Silo.Measure("identity.reconcile.drift");
        await Silo.Roles.GetAsync();
        await DeleteAsync("/emulator/roles/org:auditor");
        await Silo.WalkAsync(WalkKind.FullReconcile);
        Assert.Equal(["roles_gone 1"], drift.All);
        Assert.Empty((await Silo.Roles.GetAsync()).Permissions["org:auditor"]);
    }

    [Fact]
    public async Task Run_MoreIsGoneThanMayBe_RemovesNothingOfAnyKind()
    {
        await RestartAsync(Emulator, ("Reconcile:MaxRemovals", "3"));
        var users = await UsersAsync();
        foreach (var user in users.Take(4)) await DeleteAsync($"/emulator/users/{Id(user)}");
        await DeleteAsync($"/emulator/organizations/{Id((await OrganizationsAsync())[0])}");

        using var drift = Silo.Measure("identity.reconcile.drift");
        var report = await Silo.WalkAsync(WalkKind.FullReconcile);
        Assert.True(report.Spared >= 4, $"{report.Spared}");
        Assert.Empty(drift.All);
        Assert.Equal(40, (await Silo.Directory.UsersCreatedInAsync(0, long.MaxValue, 500, null, Cancel)).Length);
        Assert.Equal(4, (await Silo.Directory.OrganizationsCreatedInAsync(0, long.MaxValue, 500, null, Cancel)).Length);
        Assert.NotNull(await Silo.User(Id(users[0])).GetAsync());
    }

    [Fact]
    public async Task Run_JustMade_IsNoSuspect()
    {
        var now = Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var user = ClerkEventJson.User("user_young", now);
        user["created_at"] = now;
        await Silo.ReceiveAsync("msg_1", "user.created", user, now);
        await Silo.WalkAsync(WalkKind.FullReconcile);
        Assert.NotNull(await Silo.User("user_young").GetAsync());

        Clock.Advance(TimeSpan.FromMinutes(10));
        await Silo.WalkAsync(WalkKind.FullReconcile);
        Assert.Null(await Silo.User("user_young").GetAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_KeyOfAnotherInstance_IsRefused(bool anEventCame)
    {
        if (anEventCame)
        {
            var user = (await UsersAsync())[0];
            await Silo.ReceiveAsync("msg_1", "user.updated", user.DeepClone(), (long)user["updated_at"]! + 3);
        }

        await using var other = await RunningEmulator.StartAsync(clock: Clock);
        await other.PostAsync("/emulator/seed?users=5&seed=9");
        await RestartAsync(other);
        foreach (var kind in Enum.GetValues<WalkKind>())
        {
            await Assert.ThrowsAsync<WrongInstanceException>(() => Silo.WalkAsync(kind));
            Assert.Equal(WalkState.Failed, Silo.Get<WalkJobs>().Status!.State);
        }
        await SameAsClerkAsync();
    }

    [Fact]
    public async Task Run_TheLastUserOfAPageIsDeletedMeanwhile_ReadsTheListAgain()
    {
        await Emulator.PostAsync("/emulator/seed?users=700&seed=4");
        await Silo.WalkAsync(WalkKind.Backfill);
        var users = await UsersAsync();
        var isDeleted = false;
        Clock.Advance(BackendApiOptions.Window);
        await Silo.Get<WalkJobs>().RunAsync(WalkKind.FullReconcile, Cancel, status =>
        {
            if (isDeleted || status is not { Listing: "users", Done: 500 }) return;
            isDeleted = true;
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"/emulator/users/{Id(users[499])}");
            using var answer = Emulator.Http.Send(request, Cancel);
            Assert.True(answer.IsSuccessStatusCode);
        });
        Assert.True(isDeleted);
        Assert.Null(await Silo.User(Id(users[499])).GetAsync());
        Assert.Equal(739, (await Silo.Directory.CountAsync(Cancel)).Users);
    }
}
