using System.Collections.Concurrent;
using System.Net;
using Identity.Cluster.Tests.Front;
using Identity.Cluster.Tests.Load;
using Identity.Testing;

namespace Identity.Cluster.Tests.Crashes;

/// <summary>What must hold after a crash. It remembers the rounds before, which later ones must not undo.</summary>
internal sealed class Inspection
{
    /// <summary>How many users of earlier rounds are looked at again.</summary>
    private const int Sample = 20;

    private readonly Dictionary<ModelUser, CallerView> _settled = [];
    private readonly Dictionary<string, ModelEvent> _events = new(StringComparer.Ordinal);

    /// <summary>These messages were sent and acknowledged before, and are no part of what is inspected.</summary>
    public void Expect(IEnumerable<ModelEvent> events)
    {
        foreach (var happened in events) _events.Add(happened.Id, happened);
    }

    /// <summary>Asserts all of it.</summary>
    /// <param name="front">A front on what the dead one left; its sweeper may have to wait.</param>
    /// <param name="remains">The round that was ended.</param>
    /// <param name="release">Lets the sweeper go, once the first answers were given without it.</param>
    /// <param name="random">Decides about orders and samples.</param>
    /// <param name="cancellationToken">Ends all waits.</param>
    public async Task InspectAsync(
        FrontProcess front, Remains remains, Action release, Random random, CancellationToken cancellationToken)
    {
        var inbox = new InboxClient(front);
        var users = remains.Clerk.Users;
        foreach (var happened in remains.Clerk.Events) _events.Add(happened.Id, happened);

        await FirstAnswersHoldAllAsync(front, users, cancellationToken);
        await EarlierRoundsStandAsync(front, random, cancellationToken);
        release();
        await inbox.DrainedAsync(cancellationToken);
        await RowsAreThoseOfTheMessagesAsync(inbox, cancellationToken);
        await NothingForgedCountsAsync(front, inbox, remains.Forgeries, cancellationToken);

        // Svix sends again what wasn't acknowledged, and people press "resend all".
        await SendAsync(front, Shuffled(remains.Clerk.Events, random), cancellationToken);
        await inbox.DrainedAsync(cancellationToken);
        foreach (var happened in remains.Clerk.Events) happened.Sent = happened.Acknowledged = true;
        var settled = await ViewsAsync(front, users, cancellationToken);
        Assert.All(settled, view => Assert.Equal(view.Key.Truth(view.Value.Version), view.Value));

        // All of it once more, also past the inbox, which would know the messages again.
        await SendAsync(front, Shuffled(remains.Clerk.Events, random), cancellationToken);
        await ForEachAsync(
            Shuffled(remains.Clerk.Events, random),
            (e, ct) => inbox.ReplayAsync(e.Id, "replay", ct),
            cancellationToken);
        await inbox.DrainedAsync(cancellationToken);
        var again = await ViewsAsync(front, users, cancellationToken);
        Assert.All(again, view => Assert.Equal(settled[view.Key], view.Value));
        foreach (var (user, view) in settled) _settled.Add(user, view);
    }

    private static async Task FirstAnswersHoldAllAsync(
        FrontProcess front, List<ModelUser> users, CancellationToken cancellationToken)
    {
        var views = await ViewsAsync(front, users, cancellationToken);
        foreach (var (user, view) in views)
        {
            Assert.True(user.Fault(view) is null, $"{user.Id}: {user.Fault(view)}\n{front.Output}");
        }
    }

    private async Task EarlierRoundsStandAsync(FrontProcess front, Random random, CancellationToken cancellationToken)
    {
        var sample = Shuffled(_settled.Keys, random).Take(Sample);
        var views = await ViewsAsync(front, sample, cancellationToken);
        Assert.All(views, view => Assert.Equal(_settled[view.Key], view.Value));
    }

    private async Task RowsAreThoseOfTheMessagesAsync(InboxClient inbox, CancellationToken cancellationToken)
    {
        var rows = await inbox.ListAsync(cancellationToken);
        var ids = rows.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(rows.Count, ids.Count);
        Assert.All(rows, row => Assert.True(
            _events.TryGetValue(row.Id, out var e) && e.Sent && row.State is "applied" or "stale", row.ToString()));
        Assert.All(_events.Values.Where(e => e.Acknowledged), e => Assert.Contains(e.Id, ids));
    }

    private static async Task NothingForgedCountsAsync(
        FrontProcess front, InboxClient inbox, IReadOnlyList<Forgery> forgeries, CancellationToken cancellationToken)
    {
        await ForEachAsync(
            forgeries,
            async (forgery, ct) =>
            {
                if (forgery.IdIsItsOwn) Assert.Null(await inbox.FindAsync(forgery.Id, ct));
                if (forgery.Nobody is not { } nobody) return;
                Assert.Equal(CallerView.Refused, await CallerView.GetAsync(front, nobody, null, ct));
            },
            cancellationToken);
    }

    private static async Task<IReadOnlyDictionary<ModelUser, CallerView>> ViewsAsync(
        FrontProcess front, IEnumerable<ModelUser> users, CancellationToken cancellationToken)
    {
        var views = new ConcurrentDictionary<ModelUser, CallerView>();
        await ForEachAsync(
            users,
            async (user, ct) => views[user] = await CallerView.GetAsync(front, user.Id, user.Organization.Id, ct),
            cancellationToken);
        return views;
    }

    private static Task SendAsync(FrontProcess front, ModelEvent[] events, CancellationToken cancellationToken) =>
        Delivery.SendAsync(front, events.Select(e => (e.Id, e.Body)), Storm.Senders, cancellationToken);

    private static Task ForEachAsync<T>(
        IEnumerable<T> items, Func<T, CancellationToken, Task> action, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = Storm.Senders, CancellationToken = cancellationToken },
            async (item, ct) => await action(item, ct));

    private static T[] Shuffled<T>(IEnumerable<T> items, Random random)
    {
        T[] shuffled = [.. items];
        random.Shuffle(shuffled);
        return shuffled;
    }
}
