using Identity.Clerk.Api;
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
        await roles.RunAsync(report, progress, cancellationToken);
        var gone = new List<(Listing Listing, Suspect Suspect)>();
        foreach (var kind in known)
        {
            var suspects = await finder.WalkAsync(kind, report, progress, cancellationToken);
            if (suspects.Count > options.Value.MaxRemovals) report.Spared += suspects.Count;
            else gone.AddRange((await ConfirmAsync(kind, suspects, cancellationToken)).Select(s => (kind.Listing, s)));
        }

        await LearnAsync(Listing.Invitations, report, progress, cancellationToken);
        await LearnAsync(Listing.Domains, report, progress, cancellationToken);
        await RemoveAsync(gone, report);
        metrics.Count(report);
        return report;
    }

    private static async Task<List<Suspect>> ConfirmAsync(
        IKnownEntities kind, List<Suspect> suspects, CancellationToken cancellationToken)
    {
        var gone = new List<Suspect>();
        foreach (var suspect in suspects)
        {
            if (await kind.IsGoneAsync(suspect, cancellationToken)) gone.Add(suspect);
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
        if (gone.Count > options.Value.MaxRemovals)
        {
            report.Spared += gone.Count;
            gone.Clear();
        }

        if (report.Spared > 0) logger.LogRemovalsSpared(report.Spared, options.Value.MaxRemovals);
        foreach (var (listing, suspect) in gone)
        {
            await single.LearnAsync(suspect.Entity, [suspect.Gone]);
            report.AddRemoved(listing, 1);
        }
    }
}
