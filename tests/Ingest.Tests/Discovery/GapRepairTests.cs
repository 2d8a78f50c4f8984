using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Tests;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Users;
using Identity.Ingest.Discovery;
using Identity.Ingest.Webhooks;
using Identity.Testing;

namespace Identity.Ingest.Tests.Discovery;

public sealed class GapRepairTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();
    private RunningEmulator _emulator = null!;
    private RunningSilo _silo = null!;
    private string _user = null!;
    private string _organization = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await RunningEmulator.StartAsync(clock: _clock);
        _silo = await RunningSilo.StartAsync(_folder, _emulator, _clock);
        _user = await _emulator.UserAsync("noor");
        var created = await _emulator.PostAsync(
            "/emulator/organizations", new { name = "Northwind", slug = "northwind", created_by = _user });
        _organization = (string)created["organization"]!["id"]!;
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Repair_UserIsFirstHeardOfByAChange_MembershipsAreAskedFor()
    {
        Assert.Equal(IntakeStatus.Applied, (await ReceiveUserAsync("msg_1", "user.updated")).Status);
        Assert.Null((await ResolveAsync()).Organization);
        await _silo.Gaps.RepairAsync(Cancel);
        Assert.Equal("org:admin", (await ResolveAsync()).Organization!.Role);
        var membership = Assert.Single(await _silo.Directory.MembershipsOfUserAsync(UserId.Parse(_user), Cancel));
        Assert.Equal(_organization, membership.OrganizationId.Value);
    }

    [Fact]
    public async Task Repair_UserIsHeardOfByTheCreation_AsksNothing()
    {
        using var asked = _silo.Measure("identity.bapi.requests");
        await ReceiveUserAsync("msg_1", "user.created");
        await _silo.Gaps.RepairAsync(Cancel);
        Assert.Empty(asked.All);
    }

    [Fact]
    public async Task Repair_SessionComesFirst_TheUserIsAskedFor()
    {
        var session = ClerkEventJson.Session("sess_1", _user, "active", Now);
        await _silo.ReceiveAsync("msg_1", "session.created", session, Now);
        Assert.Equal(CallerDenial.UserUnknown, (await ResolveAsync()).Denial);
        await _silo.Gaps.RepairAsync(Cancel);
        Assert.Equal(CallerDenial.None, (await ResolveAsync()).Denial);
    }

    [Fact]
    public async Task Repair_MembershipOfAnUnknownOrganization_ItIsAskedFor()
    {
        await ReceiveUserAsync("msg_1", "user.created");
        await ReceiveMembershipAsync("msg_2");
        Assert.Null((await _silo.Organization(_organization).GetAsync()).Snapshot);
        await RepairUntilOrganizationIsKnownAsync();
        Assert.Equal("Northwind", (await _silo.Organization(_organization).GetAsync()).Snapshot!.Name);
        Assert.Equal("northwind", (await ResolveAsync()).Organization!.Slug);
    }

    [Fact]
    public async Task Repair_ManyMembershipsOfAnUnknownOrganization_ItIsAskedForOnce()
    {
        using var asked = _silo.Measure("identity.bapi.requests");
        await ReceiveUserAsync("msg_1", "user.created");
        for (var i = 0; i < 40; i++) await ReceiveMembershipAsync($"msg_m{i:00}", i);
        await RepairUntilOrganizationIsKnownAsync();
        await _silo.Gaps.RepairAsync(Cancel);
        Assert.Equal(["get_organization 1"], asked.All);
    }

    [Fact]
    public async Task Repair_ARoleIsHeardOf_TheWholeCatalogueIsAskedFor()
    {
        var roles = (await _emulator.BackendAsync("/v1/organization_roles"))["data"]!.AsArray();
        Assert.True(roles.Count > 1);
        var role = roles[0]!.DeepClone();
        await _silo.ReceiveAsync("msg_1", "role.updated", role, (long)role["updated_at"]! + 3);
        Assert.Single((await _silo.Roles.GetAsync()).Permissions);
        await _silo.Gaps.RepairAsync(Cancel);
        Assert.Equal(
            roles.Select(r => (string)r!["key"]!).Order(StringComparer.Ordinal),
            (await _silo.Roles.GetAsync()).Permissions.Keys.Order(StringComparer.Ordinal));
        Assert.NotEmpty((await _silo.Roles.ListAsync()).Permissions);
    }

    [Fact]
    public async Task Repair_OnlyTheMessagesTellTwoSnapshotsApart_ClerkSaysWhichIsRight()
    {
        using var ties = _silo.Measure("identity.order.tie_broken");
        var right = await UserAsync();
        var wrong = right.DeepClone();
        wrong["first_name"] = "Nobody";
        await _silo.ReceiveAsync("msg_1", "user.created", right.DeepClone(), Now - 1);
        await _silo.ReceiveAsync("msg_2", "user.updated", right, Now);
        await _silo.ReceiveAsync("msg_3", "user.updated", wrong, Now);
        Assert.Equal("Nobody", (await _silo.User(_user).GetAsync())!.FirstName);
        Assert.Equal(1, ties["user.updated"]);

        await _silo.Gaps.RepairAsync(Cancel);
        Assert.Equal("Noor", (await _silo.User(_user).GetAsync())!.FirstName);

        // The wrong one comes once more, with whatever id: it was settled.
        await _silo.ReceiveAsync("msg_9", "user.updated", wrong.DeepClone(), Now);
        Assert.Equal("Noor", (await _silo.User(_user).GetAsync())!.FirstName);
    }

    [Fact]
    public async Task Repair_ClerkFailsForAMoment_IsTriedAgain()
    {
        await ReceiveUserAsync("msg_1", "user.updated");
        await _emulator.PostAsync("/emulator/faults", new { api_status = 500, api_calls = 2 });
        using var asked = _silo.Measure("identity.bapi.requests");
        await _silo.Gaps.RepairAsync(Cancel);
        Assert.Equal(1, asked["get_user"]);
        await Patience.UntilAsync(
            async () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                await _silo.Gaps.RepairAsync(Cancel);
                return (await ResolveAsync()).Organization is not null;
            },
            Cancel);
        Assert.Equal("org:admin", (await ResolveAsync()).Organization!.Role);
        Assert.Equal(3, asked["get_user"]);
    }

    [Fact]
    public async Task Repair_ClerkFailsForever_TheGapIsLeftAfterSomeAttempts()
    {
        await ReceiveUserAsync("msg_1", "user.updated");
        await _emulator.PostAsync("/emulator/faults", new { api_status = 500 });
        using var asked = _silo.Measure("identity.bapi.requests");

        // A quarter of an hour, far more than all the pauses in between.
        for (var second = 0; second < 900; second++)
        {
            await _silo.Gaps.RepairAsync(Cancel);
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancel);
        }
        Assert.Equal(GapRepair.MaxAttempts, asked["get_user"]);
    }

    [Fact]
    public async Task Repair_MoreGapsThanThereMayBeQuestions_AllAreClosed()
    {
        for (var i = 0; i < 20; i++)
        {
            var user = await _emulator.UserAsync($"user{i}");
            var resource = await _emulator.BackendAsync($"/v1/users/{user}");
            await _silo.ReceiveAsync($"msg_{i}", "user.updated", resource, (long)resource["updated_at"]! + 3);
        }

        // Twenty users are forty questions, and there are twenty-five in ten seconds.
        using var asked = _silo.Measure("identity.bapi.requests");
        await Patience.PassAsync(
            _clock, TimeSpan.FromSeconds(1), _silo.Gaps.RepairAsync(Cancel), Cancel, TimeSpan.FromMilliseconds(1));
        Assert.Equal(["get_user 20", "list_user_memberships 20"], asked.All);
    }

    [Fact]
    public async Task Discover_ValidTokenOfAnUnknownUser_BringsMembershipsToo()
    {
        Assert.Equal(UserDiscovery.Known, await _silo.Discovery.DiscoverAsync(UserId.Parse(_user), Cancel));
        var caller = await ResolveAsync();
        Assert.Equal("Noor", caller.User!.FirstName);
        Assert.Equal("org:admin", caller.Organization!.Role);
    }

    [Fact]
    public async Task Discover_NoSuchUser_IsMissing() => Assert.Equal(
        UserDiscovery.Missing, await _silo.Discovery.DiscoverAsync(UserId.Parse("user_nobody"), Cancel));

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private Task<JsonNode> UserAsync() => _emulator.BackendAsync($"/v1/users/{_user}");

    private ValueTask<CallerResolution> ResolveAsync() => _silo.User(_user).ResolveAsync(
        new CallerQuery(SessionId.Parse("sess_1"), Now / 1000, OrganizationId.Parse(_organization)));

    private async Task<IntakeResult> ReceiveUserAsync(string id, string type)
    {
        var user = await UserAsync();
        return await _silo.ReceiveAsync(id, type, user, (long)user["updated_at"]! + 3);
    }

    private async Task ReceiveMembershipAsync(string id, long later = 0)
    {
        var list = await _emulator.BackendAsync("/v1/organization_memberships");
        var membership = list["data"]![0]!.DeepClone();
        var updatedAt = (long)membership["updated_at"]! + later;
        membership["updated_at"] = updatedAt;
        await _silo.ReceiveAsync(id, "organizationMembership.created", membership, updatedAt + 3);
    }

    // A gap is noted a moment after the delivery that showed it.
    private Task RepairUntilOrganizationIsKnownAsync() => Patience.UntilAsync(
        async () =>
        {
            await _silo.Gaps.RepairAsync(Cancel);
            return (await _silo.Organization(_organization).GetAsync()).Snapshot is not null;
        },
        Cancel);
}
