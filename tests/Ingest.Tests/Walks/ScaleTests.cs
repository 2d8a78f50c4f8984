using System.Diagnostics;
using System.Globalization;
using Identity.Clerk.Emulator.Tests;
using Identity.Ingest.Listings;
using Identity.Ingest.Walks;
using Identity.Testing;

namespace Identity.Ingest.Tests.Walks;

/// <summary>
/// Walks over as many as a test can wait for; over fifty thousand with
/// <c>dotnet test --project tests/Ingest.Tests -- --explicit only --filter-method '*FiftyThousand*'</c>.
/// </summary>
public sealed class ScaleTests(ITestOutputHelper output)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task Walks_TwoThousand_RepairWhatIsMissing() => WalkAsync(2_000);

    [Fact(Explicit = true)]
    public Task Walks_FiftyThousand_RepairWhatIsMissing() => WalkAsync(50_000);

    private async Task WalkAsync(int count)
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await SeedAsync(emulator, count, seed: 1);
        using var folder = new TempFolder();
        await using var silo = await RunningSilo.StartAsync(folder, emulator);
        var backfill = await MeasureAsync(silo, WalkKind.Backfill);
        Assert.Equal((count, count), Counts(backfill, Listing.Users));
        Assert.Equal((count, count), Counts(backfill, Listing.Memberships));
        Assert.Equal(count, (await silo.Directory.CountAsync(Cancel)).Users);

        var again = await MeasureAsync(silo, WalkKind.Backfill);
        Assert.Equal((count, 0), Counts(again, Listing.Users));
        Assert.Equal((count, 0), Counts(again, Listing.Memberships));

        // Nothing of this is delivered: a hundred new users with memberships, a user gone, a member gone.
        await SeedAsync(emulator, 100, seed: 2);
        var member = (await emulator.BackendAsync("/v1/organization_memberships?limit=1"))["data"]![0]!;
        var removed = (string)member["public_user_data"]!["user_id"]!;
        await emulator.SendAsync(
            HttpMethod.Delete, $"/emulator/organizations/{(string)member["organization"]!["id"]!}/members/{removed}");
        var user = (string)(await emulator.BackendAsync("/v1/users?limit=1&order_by=%2Bcreated_at"))[0]!["id"]!;
        await emulator.SendAsync(HttpMethod.Delete, $"/emulator/users/{user}");
        var reconciled = await MeasureAsync(silo, WalkKind.FullReconcile);
        Assert.Equal((count + 99, 100), Counts(reconciled, Listing.Users));
        Assert.Equal(100, reconciled.Learned[Listing.Memberships].Changed);
        Assert.Equal(1, reconciled.Removed[Listing.Users]);
        Assert.Equal(user == removed ? 0 : 1, reconciled.Removed.GetValueOrDefault(Listing.Memberships));
        Assert.Equal(count + 99, (await silo.Directory.CountAsync(Cancel)).Users);
    }

    private static async Task SeedAsync(RunningEmulator emulator, int count, int seed) => await emulator.PostAsync(
        $"/emulator/seed?users={count}&organizations={Math.Max(count / 100, 2)}&memberships={count}&seed={seed}");

    private async Task<WalkReport> MeasureAsync(RunningSilo silo, WalkKind kind)
    {
        var watch = Stopwatch.StartNew();
        var report = await silo.WalkAsync(kind);
        var memory = GC.GetTotalMemory(forceFullCollection: true) / 1024 / 1024;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{kind}: {watch.Elapsed.TotalSeconds:N1} s, {memory} MB; {report.Summary}"));
        return report;
    }

    private static (long, long) Counts(WalkReport report, Listing listing) =>
        (report.Learned[listing].Read, report.Learned[listing].Changed);
}
