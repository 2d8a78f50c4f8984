using Identity.Ingest.BackendApi;
using Identity.Ingest.Walks;

namespace Identity.Ingest.Tests.Reconcile;

public sealed class RecentReconcileTests : ReconcileTests
{
    [Fact]
    public async Task Run_ChangesWereNotDelivered_RepairsAndCounts()
    {
        using var drift = Silo.Measure("identity.reconcile.drift");
        await Silo.WalkAsync(WalkKind.RecentReconcile);
        Assert.Empty(drift.All);

        var memberships = await MembershipsAsync();
        var organization = OrganizationOf(memberships[0]);
        var users = await UsersAsync();
        var isFree = users.First(u => memberships.All(m => UserOf(m) != Id(u) || OrganizationOf(m) != organization));
        await Emulator.UserAsync("newcomer");
        await Emulator.SendAsync(HttpMethod.Patch, $"/emulator/users/{Id(users[1])}", new { first_name = "Changed" });
        await Emulator.PostAsync($"/emulator/users/{Id(users[2])}/ban");
        await Emulator.PostAsync(
            "/emulator/organizations", new { name = "New", slug = "new", created_by = Id(users[3]) });
        await Emulator.PostAsync(
            $"/emulator/organizations/{organization}/members", new { user_id = Id(isFree), role = "org:member" });
        await Emulator.SendAsync(HttpMethod.Patch, "/emulator/roles/org:auditor", new { name = "Examiner" });
        var report = await Silo.WalkAsync(WalkKind.RecentReconcile);
        Assert.Equal(["memberships 2", "organizations 1", "roles 1", "users 3"], drift.All);
        Assert.Empty(report.Removed);
        await SameAsClerkAsync();
    }

    [Fact]
    public async Task Run_RoleIsGone_PermitsNothing()
    {
        using var drift = Silo.Measure("identity.reconcile.drift");
        await DeleteAsync("/emulator/roles/org:auditor");
        await Silo.WalkAsync(WalkKind.RecentReconcile);
        Assert.Equal(["roles_gone 1"], drift.All);
    }

    [Fact]
    public async Task Run_ManyPages_StopsAtTheWatermark()
    {
        await Emulator.PostAsync("/emulator/seed?users=1200&seed=4");
        await Silo.WalkAsync(WalkKind.RecentReconcile);
        await Emulator.UserAsync("newcomer");
        using var asked = Silo.Measure("identity.bapi.requests");
        await Silo.WalkAsync(WalkKind.RecentReconcile);
        Assert.Equal(1, asked["list_users"]);
        Assert.Equal(1241, (await Silo.Directory.CountAsync(Cancel)).Users);
    }

    [Fact]
    public async Task Run_BreaksOff_IsDoneAgainAsAWholeAndCounted()
    {
        using var drift = Silo.Measure("identity.reconcile.drift");
        await Silo.WalkAsync(WalkKind.RecentReconcile);
        await Emulator.UserAsync("newcomer");
        Clock.Advance(BackendApiOptions.Window);
        using var ending = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Silo.Get<WalkJobs>().RunAsync(
            WalkKind.RecentReconcile, ending.Token, status =>
            {
                if (status.Listing == "users") ending.Cancel();
            }));
        Assert.Equal(["users 1"], drift.All);
        await Silo.WalkAsync(WalkKind.RecentReconcile);
        await SameAsClerkAsync();
    }
}
