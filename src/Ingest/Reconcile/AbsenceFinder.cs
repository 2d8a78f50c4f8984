using Identity.Clerk.Api;
using Identity.Ingest.Learning;
using Identity.Ingest.Listings;
using Identity.Ingest.Walks;

namespace Identity.Ingest.Reconcile;

/// <summary>Reads one of Clerk's lists from its beginning, learns what is in it, and finds what isn't.</summary>
internal sealed class AbsenceFinder(ListingReader reader, PageLearner learner, TimeProvider clock)
{
    /// <summary>What was made so recently isn't suspected: Clerk's lists may follow a moment behind its events.</summary>
    internal static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    /// <summary>Learns the list; returns what is known here and not in it.</summary>
    public async Task<List<Suspect>> WalkAsync(
        IKnownEntities known, WalkReport report, IProgress<WalkProgress> progress, CancellationToken cancellationToken)
    {
        var suspects = new List<Suspect>();
        var window = new AbsenceWindow();
        var total = await reader.CountAsync(known.Listing, cancellationToken);
        var request = new PageRequest { Order = ListOrder.Created };
        var read = 0L;
        ListedPage page;
        do
        {
            page = await reader.ReadAsync(known.Listing, request, cancellationToken);
            report.Add(known.Listing, await learner.LearnAsync(known.Listing, page, cancellationToken));
            progress.Report(new WalkProgress(known.Listing, read += page.Count, page.Total ?? total));
            window.Add(page);
            await CompareAsync(known, window, suspects, cancellationToken);
            window.Advance();
            request = Next(known.Listing, request, page);
        }
        while (!page.IsLast);
        return suspects;
    }

    /// <summary>The request for the page after this one.</summary>
    internal static PageRequest Next(Listing listing, PageRequest request, ListedPage page) =>
        listing == Listing.Users && Clerk.Identifiers.UserId.TryParse(page.LastId, out var last)
            ? request with { StartingAfter = last, Offset = 0 }
            : request with { StartingAfter = null, Offset = request.Offset + page.Count };

    private async Task CompareAsync(
        IKnownEntities known, AbsenceWindow window, List<Suspect> suspects, CancellationToken cancellationToken)
    {
        var recent = (clock.GetUtcNow() - Recent).ToUnixTimeMilliseconds();
        await foreach (var suspect in known.ListAsync(window.From, window.To, cancellationToken))
        {
            if (!window.Contains(suspect.Id) && suspect.CreatedAt < recent) suspects.Add(suspect);
        }
    }
}
