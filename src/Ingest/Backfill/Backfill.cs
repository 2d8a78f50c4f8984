using Identity.Clerk.Api;
using Identity.Clerk.Identifiers;
using Identity.Ingest.Learning;
using Identity.Ingest.Listings;
using Identity.Ingest.Walks;
using Identity.Storage.Settings;

namespace Identity.Ingest.Backfill;

/// <summary>
/// Reads all that Clerk has through the same merge as events: for an instance that had users before this cluster. It can be
/// killed and goes on where it was, and may be repeated: what is known stays as it is.
/// </summary>
internal sealed class Backfill(
    ListingReader reader, PageLearner learner, InstanceCheck instance, ISettingStore settings) : IWalk
{
    /// <inheritdoc/>
    public async Task<WalkReport> RunAsync(IProgress<WalkProgress> progress, CancellationToken cancellationToken)
    {
        await instance.EnsureAsync(cancellationToken);
        var position = BackfillPosition.Read(await settings.GetAsync(BackfillPosition.Setting, cancellationToken));
        var report = new WalkReport();
        while (position.Listing is { } listing)
        {
            var total = position.Total ?? await reader.CountAsync(listing, cancellationToken);
            position = position with { Total = total };
            var page = await reader.ReadAsync(listing, RequestOf(position), cancellationToken);
            report.Add(listing, await learner.LearnAsync(listing, page, cancellationToken));
            progress.Report(new WalkProgress(listing, position.Offset + page.Count, page.Total ?? total));

            // After the page is durable: a kill before it reads the page once more, and that changes nothing.
            position = position.Behind(page);
            await settings.SetAsync(BackfillPosition.Setting, position.Write(), cancellationToken);
        }
        return report;
    }

    private static PageRequest RequestOf(BackfillPosition position) => position.Listing switch
    {
        Listing.Roles or Listing.Permissions or Listing.Invitations or Listing.Domains =>
            new PageRequest { Offset = position.Offset },
        Listing.Users when UserId.TryParse(position.After, out var last) =>
            new PageRequest { Order = ListOrder.Created, StartingAfter = last },
        _ => new PageRequest { Order = ListOrder.Created, Offset = position.Offset },
    };
}
