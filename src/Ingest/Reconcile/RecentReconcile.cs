using Identity.Clerk.Api;
using Identity.Ingest.Learning;
using Identity.Ingest.Listings;
using Identity.Ingest.Walks;
using Identity.Storage.Settings;

namespace Identity.Ingest.Reconcile;

/// <summary>
/// Compares what is new at Clerk since the last time: the users that were changed last, the organizations and memberships
/// that were made last, and the roles.
/// </summary>
internal sealed class RecentReconcile(
    ListingReader reader,
    PageLearner learner,
    RoleReconciler roles,
    InstanceCheck instance,
    ISettingStore settings,
    ReconcileMetrics metrics) : IWalk
{
    /// <summary>How much before the last time's newest it goes on: what was listed late then is found now.</summary>
    internal static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private static readonly (Listing Listing, ListOrder Order, Func<ListedItem, long> Time)[] Lists =
    [
        (Listing.Users, ListOrder.UpdatedDescending, item => item.UpdatedAt),
        (Listing.Organizations, ListOrder.CreatedDescending, item => item.CreatedAt),
        (Listing.Memberships, ListOrder.CreatedDescending, item => item.CreatedAt),
    ];

    /// <inheritdoc/>
    public async Task<WalkReport> RunAsync(IProgress<WalkProgress> progress, CancellationToken cancellationToken)
    {
        await instance.EnsureAsync(cancellationToken);
        var report = new WalkReport();
        try
        {
            await roles.RunAsync(report, progress, cancellationToken);
            var marks = Watermarks.Read(await settings.GetAsync(Watermarks.Setting, cancellationToken));
            foreach (var (listing, order, time) in Lists)
            {
                var newest = await WalkAsync(
                    listing, order, time, marks.Of(listing), report, progress, cancellationToken);
                marks = marks.With(listing, newest);
            }

            // At the end: a pass that broke off is done again as a whole.
            await settings.SetAsync(Watermarks.Setting, marks.Write(), cancellationToken);
            return report;
        }
        finally
        {
            // What a pass repaired that broke off isn't found again by the next one.
            metrics.Count(report);
        }
    }

    private async Task<long> WalkAsync(
        Listing listing,
        ListOrder order,
        Func<ListedItem, long> time,
        long mark,
        WalkReport report,
        IProgress<WalkProgress> progress,
        CancellationToken cancellationToken)
    {
        var newest = mark;
        var until = mark - (long)Overlap.TotalMilliseconds;
        var request = new PageRequest { Order = order };
        while (true)
        {
            var page = await reader.ReadAsync(listing, request, cancellationToken);
            report.Add(listing, await learner.LearnAsync(listing, page, cancellationToken));
            progress.Report(new WalkProgress(listing, request.Offset + page.Count, null));
            newest = page.Items.Select(time).Append(newest).Max();
            if (page.IsLast || page.Items.Any(item => time(item) < until)) return newest;
            request = request with { Offset = request.Offset + page.Count };
        }
    }
}
