using System.Globalization;
using Identity.Grains.Events;
using Identity.Grains.Merging;
using Identity.Grains.Tests.Engine;
using Identity.Grains.Users;
using Identity.Testing;
using static Identity.Grains.Tests.Merging.EventMaker;

namespace Identity.Grains.Tests.Proofs;

/// <summary>Many events, many users, many at once: the result is as ever, and the writes are few.</summary>
public class ScaleTests
{
    [Fact]
    public void Into_AThousandUsersWithFiftyShuffledEventsEach_AreAllAtTheirLast()
    {
        var random = new Random(50);
        for (var user = 0; user < 1000; user++)
        {
            var events = Enumerable.Range(0, 50).Select(i => Change($"user_{user:D4}", i)).ToArray();
            random.Shuffle(events);
            var state = events.Chunk(7).Aggregate(new UserState(), (s, batch) =>
                Fold.Into(s, [.. batch.Select(d => new Reading(d.Id, Read(d), null))], out _));
            Assert.Equal("Name 49", state.Profile?.Snapshot.FirstName);
            Assert.InRange(state.Revision, 1, 8);
        }
    }

    [Fact]
    public async Task Apply_TenThousandEventsOfOneUserInBatches_AreOneWriteForEachBatch()
    {
        var random = new Random(10_000);
        var events = Enumerable.Range(0, 10_000).Select(i => Change(TheUser, i)).ToArray();
        random.Shuffle(events);
        await using var host = await GrainHost.StartAsync();
        ApplyResult result = null!;
        foreach (var batch in events.Chunk(256)) result = await host.User.ApplyAsync([.. batch]);
        Assert.Equal("Name 9999", (await host.User.GetAsync())?.FirstName);

        // Only a batch that holds a newer one than all before has anything to write.
        Assert.InRange(host.Storage.Writes, 1, 40);
        Assert.Equal(host.Storage.Writes, result.Entries.User?.Revision);
    }

    [Fact]
    public async Task Activate_TenThousandPending_AreOneWrite()
    {
        await using var host = await GrainHost.StartAsync();
        host.Inbox.Pending = [.. Enumerable.Range(0, 10_000).Select(i => Change(TheUser, i))];
        Assert.Equal("Name 9999", (await host.User.GetAsync())?.FirstName);
        Assert.Equal(40, host.Inbox.Pages.Count);
        foreach (var batch in host.Inbox.Pending.Chunk(256)) await host.User.ApplyAsync([.. batch]);
        Assert.Equal(1, host.Storage.Writes);
    }

    [Fact]
    public async Task Apply_AThousandIdenticalDeliveriesAtOnce_AreOneStepOfTheVersion()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserCreated(Start, "Ada")]);
        var delivery = UserUpdated(Start + 1, "Adaeze");
        var results = await Task.WhenAll(
            Enumerable.Range(0, 1000).Select(_ => Task.Run(() => host.User.ApplyAsync([delivery]))));
        Assert.Equal(1, results.Count(r => r.Outcomes.Single().Result == EventResult.Applied));
        Assert.Equal(999, results.Count(r => r.Outcomes.Single().Result == EventResult.Held));
        Assert.All(results, r => Assert.Equal(2, r.Entries.User?.Revision));
        Assert.Equal(2, host.Storage.Writes);
    }

    private static ClerkDelivery Change(string user, int i) => Make(
        $"{user}_{i.ToString("D5", CultureInfo.InvariantCulture)}",
        i == 0 ? "user.created" : "user.updated",
        ClerkEventJson.User(user, Start + i, $"Name {i}"),
        Start + i + 5);
}
