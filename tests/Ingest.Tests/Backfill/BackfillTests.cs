using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Tests;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Ingest.Backfill;
using Identity.Ingest.BackendApi;
using Identity.Ingest.Listings;
using Identity.Ingest.Walks;
using Identity.Storage.Settings;
using Identity.Testing;
using Microsoft.Extensions.Hosting;

namespace Identity.Ingest.Tests.Backfill;

public sealed class BackfillTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();
    private RunningEmulator _emulator = null!;
    private RunningSilo _silo = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await RunningEmulator.StartAsync(clock: _clock);
        _silo = await RunningSilo.StartAsync(_folder, _emulator, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Run_EverythingThatClerkLists_IsKnown()
    {
        var user = await _emulator.UserAsync("noor");
        var organization = Id(await _emulator.PostAsync(
            "/emulator/organizations", new { name = "Northwind", slug = "northwind", created_by = user }), "organization");
        var invitation = Id(await _emulator.PostAsync(
            $"/emulator/organizations/{organization}/invitations",
            new { email_address = "guest@fabrikam.example", role = "org:member", inviter_id = user }), "invitation");
        var domain = Id(await _emulator.PostAsync(
            $"/emulator/organizations/{organization}/domains", new { name = "northwind.example" }), "domain");

        var report = await _silo.WalkAsync(WalkKind.Backfill);
        Assert.Contains("users: 1 read, 1 new; organizations: 1 read, 1 new; memberships: 1 read, 1 new; "
            + "invitations: 1 read, 1 new; domains: 1 read, 1 new", report.Summary, StringComparison.Ordinal);

        Assert.Equal("Noor", (await _silo.User(user).GetAsync())!.FirstName);
        Assert.Equal([UserId.Parse(user)], await _silo.Directory.FindUsersByEmailAsync("noor@northwind.example", Cancel));
        Assert.Equal("Northwind", (await _silo.Organization(organization).GetAsync()).Snapshot!.Name);
        var membership = Assert.Single(await _silo.Directory.MembershipsOfUserAsync(UserId.Parse(user), Cancel));
        Assert.Equal("org:admin", membership.Role);
        var roles = await _silo.Roles.ListAsync();
        Assert.Equal(await CountAsync("/v1/organization_roles"), roles.Roles.Length);
        Assert.Equal(await CountAsync("/v1/organization_permissions"), roles.Permissions.Length);
        Assert.NotNull(await _silo.Resource(invitation).GetAsync());
        Assert.NotNull(await _silo.Resource(domain).GetAsync());
        var invited = Assert.Single(await _silo.Directory.ResourcesByEmailAsync(
            ResourceKind.OrganizationInvitation, "guest@fabrikam.example", 10, 0, Cancel));
        Assert.Equal(invitation, invited.Id.Value);
    }

    [Fact]
    public async Task Run_ASecondTime_FindsNothingNew()
    {
        await SeedAsync(users: 700);
        var first = await _silo.WalkAsync(WalkKind.Backfill);
        Assert.Equal(700, first.Learned[Listing.Users].Changed);
        var second = await _silo.WalkAsync(WalkKind.Backfill);
        Assert.Equal(700, second.Learned[Listing.Users].Read);
        Assert.All(second.Learned.Values, learned => Assert.Equal(0, learned.Changed));
    }

    [Fact]
    public async Task Run_AfterAKill_GoesOnWhereItWas()
    {
        await SeedAsync(users: 1700);
        await InterruptAtAsync(users: 1000);
        Assert.Equal(WalkState.Interrupted, _silo.Get<WalkJobs>().Status!.State);
        var report = await AgainAsync();
        Assert.InRange(report.Learned[Listing.Users].Read, 700, 1200);
        Assert.False(report.Learned.ContainsKey(Listing.Roles));
        Assert.Equal(1700, (await _silo.Directory.CountAsync(Cancel)).Users);
        Assert.Equal(1700, (await _silo.WalkAsync(WalkKind.Backfill)).Learned[Listing.Users].Read);
    }

    [Fact]
    public async Task Run_TheLastUserThatWasReadIsGoneMeanwhile_ReadsTheListAgain()
    {
        await SeedAsync(users: 1700);
        await InterruptAtAsync(users: 1000);
        var position = BackfillPosition.Read(await _silo.Get<ISettingStore>().GetAsync(BackfillPosition.Setting, Cancel));
        await _emulator.SendAsync(HttpMethod.Delete, $"/emulator/users/{position.After}");
        var report = await AgainAsync();
        Assert.Equal(1699, report.Learned[Listing.Users].Read);
    }

    [Fact]
    public async Task Run_OneUsersGrainFails_TheOthersAreLearned()
    {
        await SeedAsync(users: 30);
        var poison = "user_none";
        await using var host = await IngestHost.StartAsync(
            grain => grain.OnLearn = snapshots =>
            {
                if (snapshots[0].Json.Span.IndexOf(System.Text.Encoding.UTF8.GetBytes(poison)) >= 0)
                    throw new InvalidDataException("cannot");
            },
            Options());
        poison = Id((await _emulator.BackendAsync("/v1/users"))[0]!);
        var walk = await host.Get<WalkJobs>().RunAsync(WalkKind.Backfill, Cancel);
        Assert.Equal((30, 29, 1), (
            walk.Report!.Learned[Listing.Users].Read,
            walk.Report.Learned[Listing.Users].Changed,
            walk.Report.Learned[Listing.Users].Unreadable));
    }

    [Fact]
    public async Task Start_OneRuns_AnotherIsRefused()
    {
        await SeedAsync(users: 1);
        await _emulator.PostAsync("/emulator/faults", new { api_status = 503 });
        var jobs = _silo.Get<WalkJobs>();
        Assert.Null(jobs.Status);
        Assert.True(jobs.TryStart(WalkKind.Backfill));
        Assert.False(jobs.TryStart(WalkKind.FullReconcile));
        await _emulator.SendAsync(HttpMethod.Delete, "/emulator/faults");
        await Patience.UntilAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return jobs.Status?.State == WalkState.Completed;
            },
            Cancel,
            () => $"{jobs.Status}");
        Assert.NotNull(jobs.Status!.Report);
    }

    [Fact]
    public async Task Stop_OneRuns_EndsItFirst()
    {
        await _emulator.PostAsync("/emulator/faults", new { api_status = 503 });
        var jobs = _silo.Hosted<WalkJobs>();
        Assert.True(jobs.TryStart(WalkKind.Backfill));
        await ((IHostedService)jobs).StopAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(WalkState.Interrupted, jobs.Status!.State);
    }

    private static string Id(JsonNode answer, string name) => (string)answer[name]!["id"]!;

    private static string Id(JsonNode resource) => (string)resource["id"]!;

    private BackendApiOptions Options() =>
        TestApi.Options(_emulator.Settings.SecretKey, _emulator.Url);

    private Task<JsonNode> SeedAsync(int users) =>
        _emulator.PostAsync($"/emulator/seed?users={users}&organizations=2&memberships={Math.Min(20, users)}&seed=3");

    private async Task<int> CountAsync(string path) => (int)(await _emulator.BackendAsync(path))["total_count"]!;

    // As a kill would, when so many users were read.
    private async Task InterruptAtAsync(int users)
    {
        using var kill = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _silo.Get<WalkJobs>().RunAsync(
            WalkKind.Backfill, kill.Token, status =>
            {
                if (status.Listing == "users" && status.Done >= users) kill.Cancel();
            }));
    }

    private async Task<WalkReport> AgainAsync()
    {
        await _silo.DisposeAsync();
        _silo = await RunningSilo.StartAsync(_folder, _emulator, _clock);
        return await _silo.WalkAsync(WalkKind.Backfill);
    }
}
