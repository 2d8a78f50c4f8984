using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Ingest.Dispatch;
using Identity.Ingest.Listings;
using Identity.Ingest.Telemetry;
using Microsoft.Extensions.Logging;

namespace Identity.Ingest.Learning;

/// <summary>Has the grains of a page's entities merge it, many at once so that their writes share commits.</summary>
internal sealed class PageLearner(Learner learner, ILogger<PageLearner> logger)
{
    /// <summary>How many entities learn at once.</summary>
    internal const int Parallelism = 64;

    /// <summary>Returns when all of it is durable: what came of it.</summary>
    public async Task<LearnedPage> LearnAsync(
        Listing listing, ListedPage page, CancellationToken cancellationToken)
    {
        foreach (var item in page.Unreadable) logger.LogUnreadable(listing, item.Id, item.Reason);
        var changed = 0;
        var refused = page.Unreadable.Length;
        await Parallel.ForEachAsync(
            page.Items.GroupBy(i => i.Entity),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (entity, _) =>
            {
                ImmutableArray<FetchedSnapshot> snapshots = [.. entity.Select(i => i.Snapshot)];
                var results = await LearnAsync(entity.Key, snapshots);
                Interlocked.Add(ref changed, results.Count(r => r == EventResult.Applied));
                Interlocked.Add(ref refused, results.Count(r => r == EventResult.Refused));
            });
        return new LearnedPage(page.Count, changed, refused);
    }

    private async Task<IEnumerable<EventResult>> LearnAsync(EntityId id, ImmutableArray<FetchedSnapshot> snapshots)
    {
        try
        {
            return (await learner.LearnAsync(id, snapshots)).Outcomes.Select(o => o.Result);
        }
        catch (Exception exception) when (!DeliveryFailure.IsSurroundings(exception))
        {
            // One that no grain can merge must not end the walk over all others.
            logger.LogNotLearned(id, exception);
            return snapshots.Select(_ => EventResult.Refused);
        }
    }
}
