using Identity.Cluster.Tests.Front;

namespace Identity.Cluster.Tests.Crashes;

/// <summary>kill -9 at any step loses nothing that was answered with 2xx, and the first answer shows all.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(Databases))]
    public Task Kill_OnceAtEachStep_LosesNothingAndInventsNothing(string database) =>
        KillAsync(database, kills: CrashPoint.All.Length);

    /// <summary>A hundred kills over both databases. See docs/crashes.md for the command.</summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(Databases))]
    public Task Kill_FiftyTimesOverAllSteps_LosesNothingAndInventsNothing(string database) =>
        KillAsync(database, kills: 50);

    public static TheoryData<string> Databases => Database.Names;

    private async Task KillAsync(string database, int kills)
    {
        var seed = Seed.Next();
        await using var stored = await Database.CreateAsync(database);
        var cycle = kills <= CrashPoint.All.Length ? CrashPoint.All : [.. CrashPoint.All, CrashPoint.Anywhere];
        await new CrashRun(stored.Settings, seed, output).RunAsync(
            [.. Enumerable.Range(0, kills).Select(i => cycle[i % cycle.Length])],
            TestContext.Current.CancellationToken);
    }
}
