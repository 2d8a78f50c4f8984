using Identity.Cluster.Tests.Front;
using Identity.Cluster.Tests.Load;
using Identity.Testing;

namespace Identity.Cluster.Tests.Scale;

/// <summary>Many events, with a heap that couldn't hold them: nothing grows with their number.</summary>
public sealed class ScaleTests(ITestOutputHelper output)
{
    private const int Senders = 64;

    /// <summary>96 MiB, as the runtime wants to read it: beyond it the process ends.</summary>
    private const string HeapLimit = "0x6000000";

    /// <summary>What the process may hold in all, beside what it held before the first event.</summary>
    private const long GrowthLimit = 256 * 1024 * 1024;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Databases => Database.Names;

    [Theory]
    [MemberData(nameof(Databases))]
    public Task Events_ShuffledOverUsers_EndRight(string database) =>
        ShuffledAsync(database, users: 60, eventsEach: 50);

    [Theory(Explicit = true)]
    [MemberData(nameof(Databases))]
    public Task Events_FiftyThousandShuffledOverUsers_EndRight(string database) =>
        ShuffledAsync(database, users: 1_000, eventsEach: 50);

    [Theory]
    [MemberData(nameof(Databases))]
    public Task Events_OfOneHotUser_AreFolded(string database) => HotAsync(database, events: 2_000);

    [Theory(Explicit = true)]
    [MemberData(nameof(Databases))]
    public Task Events_TenThousandOfOneHotUser_AreFolded(string database) => HotAsync(database, events: 10_000);

    private async Task ShuffledAsync(string database, int users, int eventsEach)
    {
        var deliveries = Enumerable.Range(0, users * eventsEach).ToArray();
        Seed.For(Seed.Next(), 0).Shuffle(deliveries);
        await MeasureAsync(database, deliveries.Select(i => (User: i % users, Number: i / users)), users, eventsEach);
    }

    // In order: each event is news, so each would be a write if none was folded.
    private Task HotAsync(string database, int events) =>
        MeasureAsync(database, Enumerable.Range(0, events).Select(i => (User: 0, Number: i)), users: 1, events);

    private async Task MeasureAsync(
        string database, IEnumerable<(int User, int Number)> deliveries, int users, int eventsEach)
    {
        await using var stored = await Database.CreateAsync(database);
        stored.Settings.With("DOTNET_GCHeapHardLimit", HeapLimit);
        await using var front = await FrontProcess.StartAsync(stored.Settings);
        using (await front.Http.GetAsync("/metrics", Cancel)) { }
        var before = ProcessMemory.Resident(front.Id);

        await Delivery.SendAsync(front, deliveries.Select(d => Message(d.User, d.Number)), Senders, Cancel);
        await new InboxClient(front).DrainedAsync(Cancel);

        var writes = 0L;
        for (var user = 0; user < users; user++)
        {
            var view = await CallerView.GetAsync(front, $"user_{user}", "org_1", Cancel);
            Assert.Equal(ModelUser.NameOf(eventsEach - 2), view.Name);
            Assert.Equal(ModelUser.RoleOf(eventsEach - 1), view.Role);
            writes += view.Version;
        }

        var events = users * eventsEach;
        var commits = await Metrics.SumAsync(front, "identity_storage_commit_duration_seconds_count", Cancel);
        var peak = ProcessMemory.Peak(front.Id);
        output.WriteLine(
            $"{database}: {events} events, {writes} state writes, {commits} commits, {Mebibytes(before)} MiB before, "
            + $"{Mebibytes(ProcessMemory.Resident(front.Id))} MiB after, {Mebibytes(peak)} MiB at most");
        Assert.InRange(writes, users, events / 2);
        Assert.InRange(commits, 1, events);
        Assert.InRange(peak - before, 0, GrowthLimit);
    }

    // A user's even events are of the profile, the odd ones of a membership.
    private static (string Id, byte[] Body) Message(int user, int number)
    {
        var (id, at) = ($"user_{user}", ModelEvent.TimeOf(number));
        var body = number % 2 == 0
            ? ClerkEventJson.Envelope(
                number == 0 ? "user.created" : "user.updated",
                ClerkEventJson.User(id, at, ModelUser.NameOf(number)),
                at + 5)
            : ClerkEventJson.Envelope(
                number == 1 ? "organizationMembership.created" : "organizationMembership.updated",
                ClerkEventJson.Membership($"orgmem_{user}", id, "org_1", ModelUser.RoleOf(number), at),
                at + 5);
        return ($"msg_u{user}n{number}", body);
    }

    private static long Mebibytes(long bytes) => bytes / (1024 * 1024);
}
