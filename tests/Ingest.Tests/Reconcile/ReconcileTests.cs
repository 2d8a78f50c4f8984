using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Tests;
using Identity.Clerk.Identifiers;
using Identity.Ingest.Walks;
using Identity.Testing;

namespace Identity.Ingest.Tests.Reconcile;

/// <summary>What the tests of both reconciliations begin with: a cluster that knows all of an emulator.</summary>
public abstract class ReconcileTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    private protected ManualTimeProvider Clock { get; } = new();

    private protected RunningEmulator Emulator { get; private set; } = null!;

    private protected RunningSilo Silo { get; private set; } = null!;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Emulator = await RunningEmulator.StartAsync(clock: Clock);
        await Emulator.PostAsync("/emulator/seed?users=40&organizations=4&memberships=60&seed=3");
        await Emulator.PostAsync("/emulator/roles", new { key = "org:auditor", name = "Auditor" });
        Silo = await RunningSilo.StartAsync(_folder, Emulator, Clock);
        await Silo.WalkAsync(WalkKind.Backfill);
        Clock.Advance(TimeSpan.FromMinutes(11));
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await Emulator.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the silo again, with another setting.</summary>
    private protected async Task RestartAsync(RunningEmulator emulator, params (string, string?)[] settings)
    {
        await Silo.DisposeAsync();
        Silo = await RunningSilo.StartAsync(_folder, emulator, Clock, settings);
    }

    private protected async Task<List<JsonNode>> UsersAsync() =>
        [.. (await Emulator.BackendAsync("/v1/users?limit=500&order_by=%2Bcreated_at")).AsArray().Select(u => u!)];

    private protected async Task<List<JsonNode>> OrganizationsAsync() =>
        [.. (await Emulator.BackendAsync("/v1/organizations?limit=500"))["data"]!.AsArray().Select(o => o!)];

    private protected async Task<List<JsonNode>> MembershipsAsync() =>
        [.. (await Emulator.BackendAsync("/v1/organization_memberships?limit=500"))["data"]!.AsArray().Select(m => m!)];

    /// <summary>All memberships that the directory shows, as Clerk's list would show them: id and role, sorted.</summary>
    private protected async Task<List<string>> KnownMembershipsAsync() =>
        [.. (await Silo.Directory.MembershipsCreatedInAsync(0, long.MaxValue, 500, null, Cancel))
            .Select(m => $"{m.Id} {m.Role}").Order(StringComparer.Ordinal)];

    /// <summary>Fails unless every list of the cluster is Clerk's.</summary>
    private protected async Task SameAsClerkAsync()
    {
        var users = await Silo.Directory.UsersCreatedInAsync(0, long.MaxValue, 500, null, Cancel);
        Assert.Equal(Ids(await UsersAsync()), users.Select(u => u.Id.Value).Order(StringComparer.Ordinal));
        var organizations = await Silo.Directory.OrganizationsCreatedInAsync(0, long.MaxValue, 500, null, Cancel);
        Assert.Equal(Ids(await OrganizationsAsync()), organizations.Select(o => o.Id.Value).Order(StringComparer.Ordinal));
        Assert.Equal(
            (await MembershipsAsync()).Select(m => $"{m["id"]} {m["role"]}").Order(StringComparer.Ordinal),
            await KnownMembershipsAsync());
        foreach (var user in await UsersAsync())
        {
            var known = await Silo.User((string)user["id"]!).GetAsync();
            Assert.Equal((long)user["updated_at"]!, known!.UpdatedAt);
            Assert.Equal((string?)user["first_name"], known.FirstName);
        }
    }

    private protected Task DeleteAsync(string path) => Emulator.SendAsync(HttpMethod.Delete, path);

    private protected static string Id(JsonNode resource) => (string)resource["id"]!;

    private protected static string UserOf(JsonNode membership) => (string)membership["public_user_data"]!["user_id"]!;

    private protected static string OrganizationOf(JsonNode membership) => Id(membership["organization"]!);

    private static IEnumerable<string> Ids(IEnumerable<JsonNode> resources) =>
        resources.Select(Id).Order(StringComparer.Ordinal);
}
