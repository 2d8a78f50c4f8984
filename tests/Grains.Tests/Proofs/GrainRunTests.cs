using System.Text;
using Identity.Grains.Events;
using Identity.Grains.Tests.Engine;
using Identity.Grains.Tests.Proofs.Model;
using Identity.Grains.Tests.Proofs.Replicas;
using Identity.Ingest.Webhooks;
using Identity.Storage.Inbox;
using Identity.Testing;

namespace Identity.Grains.Tests.Proofs;

/// <summary>Generated histories through real grains on a real engine; fewer, because each starts engines.</summary>
public class GrainRunTests
{
    private const int Cases = 40;

    /// <summary>
    /// I1 with a crash: the rest of the delivery is in the inbox when the second process starts, and comes again.
    /// </summary>
    [Fact]
    public Task I1_ConvergenceOverARestart() =>
        Property.HoldsAsync(HistoryGenerator.Of(Alphabet.All), ConvergesAsync, Cases);

    /// <summary>I10: what the receiver's clock shows, and that it jumps, is nothing to the result.</summary>
    [Fact]
    public Task I10_ReceiverClock() =>
        Property.HoldsAsync(HistoryGenerator.Of(Alphabet.All), ClockIsNothingAsync, Cases);

    /// <summary>
    /// I17: the same ids in two instances, whose deliveries come mixed to an ingest of one of them, leave what that
    /// one's alone leave.
    /// </summary>
    [Fact]
    public Task I17_Isolation() => Property.HoldsAsync(
        HistoryGenerator.Of([.. Alphabet.All.Where(act => act != Act.Fetch)]), InstancesDontMixAsync, count: 20);

    private static async Task ConvergesAsync(History history)
    {
        var clerk = ModelClerk.Live(history.Steps);
        var delivered = history.Deliver(clerk);
        var atOnce = delivered.Take(delivered.Count / 2).ToList();
        var later = delivered.Skip(atOnce.Count).ToList();

        await using var crashed = await GrainHost.StartAsync();
        var before = new GrainReads(crashed);
        await before.DeliverAsync(atOnce, history.Batch);

        await using var restarted = await GrainHost.StartAsync(crashed.Storage);
        restarted.Inbox.Pending = [.. later.Select(e => e.Delivery).OfType<ClerkDelivery>().DistinctBy(d => d.Id)];
        var after = new GrainReads(restarted, before.Directory);
        await after.DeliverAsync(later, history.Batch);
        await after.AskAsync(clerk.Universe);
        View.AssertSame(Checker.TruthOf(clerk), ReadView.Of(after, clerk.Universe));
    }

    private static async Task ClockIsNothingAsync(History history)
    {
        var clerk = ModelClerk.Live(history.Steps);
        var delivered = history.Deliver(clerk);
        await using var still = await GrainHost.StartAsync();
        await using var jumping = await GrainHost.StartAsync();
        jumping.Clock.UtcNow = DateTimeOffset.FromUnixTimeMilliseconds(0);
        var (one, other) = (new GrainReads(still), new GrainReads(jumping));
        for (var i = 0; i < delivered.Count; i++)
        {
            await one.DeliverAsync([delivered[i]], batch: 1);
            await other.DeliverAsync([delivered[i]], batch: 1);
            jumping.Clock.UtcNow += TimeSpan.FromMinutes(i % 2 == 0 ? 7 * (i + 1) : -300);
        }

        Assert.Equal(still.Storage.Stored(), jumping.Storage.Stored());
    }

    private static async Task InstancesDontMixAsync(History history)
    {
        const string Another = "ins_another";
        var mirrored = history with { Steps = [.. history.Steps.Reverse()] };
        var clerk = ModelClerk.Live(history.Steps);
        var mine = Deliveries(history, clerk);
        var others = Deliveries(mirrored, ModelClerk.Live(mirrored.Steps, instance: Another));
        await using var mixed = await PinnedIngest.StartAsync(ClerkEventJson.Instance);
        await using var alone = await PinnedIngest.StartAsync(ClerkEventJson.Instance);
        for (var i = 0; i < Math.Max(mine.Length, others.Length); i++)
        {
            if (i < others.Length)
                Assert.Equal(IntakeStatus.Quarantined, (await mixed.ReceiveAsync(others[i])).Status);
            if (i >= mine.Length) continue;
            Assert.Equal(await alone.ReceiveAsync(mine[i]), await mixed.ReceiveAsync(mine[i]));
        }

        var foreign = await mixed.StatesAsync(Another);
        Assert.Equal(others.Select(delivery => delivery.Id).ToHashSet(), [.. foreign.Keys]);
        Assert.All(foreign.Values, state => Assert.Equal(InboxState.Foreign, state));
        Assert.Equal(
            await alone.StatesAsync(ClerkEventJson.Instance), await mixed.StatesAsync(ClerkEventJson.Instance));
        Assert.Equal(await alone.RowsAsync(), await mixed.RowsAsync());
        var truth = Checker.TruthOf(clerk);
        foreach (var id in clerk.Universe.Users)
        {
            var user = (await mixed.User(id).GetAsync())?.Raw.Bytes.ToArray();
            Assert.Equal(
                truth.Lines.GetValueOrDefault($"user {id}"), user is null ? null : Encoding.UTF8.GetString(user));
        }
    }

    // One-time codes are kept of nobody.
    private static ClerkDelivery[] Deliveries(History history, ModelClerk clerk) =>
        [.. history.Deliver(clerk).Where(e => e.Type != "email.created").Select(e => e.Delivery!)];
}
