using Identity.Clerk.Api;
using Identity.Grains.Events;
using Identity.Ingest.Learning;
using Identity.Ingest.Listings;
using Identity.Ingest.Telemetry;
using Identity.Ingest.Walks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Identity.Ingest.Reconcile;

/// <summary>
/// Compares all that is known with all that Clerk lists: repairs what drifted apart, and finds what is gone without an event.
/// </summary>
internal sealed class FullReconcile(
    ListingReader reader,
    PageLearner learner,
    Learner single,
    AbsenceFinder finder,
    RoleReconciler roles,
    IEnumerable<IKnownEntities> known,
    InstanceCheck instance,
    ReconcileMetrics metrics,
    IOptions<ReconcileOptions> options,
    ILogger<FullReconcile> logger) : IWalk
{
    /// <inheritdoc/>
    public async Task<WalkReport> RunAsync(IProgress<WalkProgress> progress, CancellationToken cancellationToken)
    {
        await instance.EnsureAsync(cancellationToken);
        var report = new WalkReport();
        try
        {
            await roles.RunAsync(report, progress, cancellationToken);
            var gone = await FindGoneAsync(report, progress, cancellationToken);
            await LearnAsync(Listing.Invitations, report, progress, cancellationToken);
            await LearnAsync(Listing.Domains, report, progress, cancellationToken);
            await RemoveAsync(gone, report);
            return report;
        }
        finally
        {
            // What a pass repaired that broke off isn't found again by the next one.
            metrics.Count(report);
        }
    }

    private async Task<List<(Listing Listing, Suspect Suspect)>> FindGoneAsync(
        WalkReport report, IProgress<WalkProgress> progress, CancellationToken cancellationToken)
    {
        var gone = new List<(Listing Listing, Suspect Suspect)>();
        foreach (var kind in known)
        {
            var ids = gone.Select(g => g.Suspect.Entity).ToHashSet();
            var suspects = await finder.WalkAsync(kind, ids, report, progress, cancellationToken);
            if (suspects.AreTooMany)
            {
                report.Spared += suspects.Count;
                continue;
            }

            foreach (var suspect in suspects.Kept)
            {
                if (await kind.IsGoneAsync(suspect, cancellationToken)) gone.Add((kind.Listing, suspect));
            }
        }
        return gone;
    }

    private async Task LearnAsync(
        Listing listing, WalkReport report, IProgress<WalkProgress> progress, CancellationToken cancellationToken)
    {
        var request = new PageRequest();
        ListedPage page;
        do
        {
            page = await reader.ReadAsync(listing, request, cancellationToken);
            report.Add(listing, await learner.LearnAsync(listing, page, cancellationToken));
            progress.Report(new WalkProgress(listing, request.Offset + page.Count, page.Total));
            request = AbsenceFinder.Next(listing, request, page);
        }
        while (!page.IsLast);
    }

    // A removal is for ever. Where too much is gone, a key or a filter is more likely to be wrong than Clerk to be empty.
    private async Task RemoveAsync(List<(Listing Listing, Suspect Suspect)> gone, WalkReport report)
    {
        if (report.Spared > 0 || gone.Count > options.Value.MaxRemovals)
        {
            report.Spared += gone.Count;
            logger.LogRemovalsSpared(report.Spared, options.Value.MaxRemovals);
            return;
        }

        foreach (var (listing, suspect) in gone)
        {
            var learned = await single.LearnAsync(suspect.Entity, [suspect.Gone]);
            report.AddRemoved(listing, learned.Outcomes.Count(o => o.Result == EventResult.Applied));
        }
    }
}
