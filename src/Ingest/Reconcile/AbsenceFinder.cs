using Identity.Clerk.Api;
using Identity.Clerk.Identifiers;
using Identity.Ingest.Learning;
using Identity.Ingest.Listings;
using Identity.Ingest.Walks;
using Microsoft.Extensions.Options;

namespace Identity.Ingest.Reconcile;

/// <summary>Reads one of Clerk's lists from its beginning, learns what is in it, and finds what isn't.</summary>
internal sealed class AbsenceFinder(
    ListingReader reader, PageLearner learner, TimeProvider clock, IOptions<ReconcileOptions> options)
{
    /// <summary>What was made so recently isn't suspected: Clerk's lists may follow a moment behind its events.</summary>
    internal static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    private static readonly PageRequest First = new() { Order = ListOrder.Created };

    /// <summary>Learns the list; returns what is known here and not in it.</summary>
    /// <param name="known">What is known, and the list.</param>
    /// <param name="gone">Who is gone already: what goes with them isn't suspected.</param>
    /// <param name="report">Takes what was learned.</param>
    /// <param name="progress">Hears of every page.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public async Task<Suspects> WalkAsync(
        IKnownEntities known,
        IReadOnlySet<EntityId> gone,
        WalkReport report,
        IProgress<WalkProgress> progress,
        CancellationToken cancellationToken)
    {
        var total = await reader.CountAsync(known.Listing, cancellationToken);
        var (suspects, window, request, read) = (Nobody(), new AbsenceWindow(), First, 0L);
        ListedPage page;
        do
        {
            page = await reader.ReadAsync(known.Listing, request, cancellationToken);
            if (page.IsPlaceLost)
            {
                (suspects, window, request, read) = (Nobody(), new AbsenceWindow(), First, 0L);
                continue;
            }

            report.Add(known.Listing, await learner.LearnAsync(known.Listing, page, cancellationToken));
            progress.Report(new WalkProgress(known.Listing, read += page.Count, page.Total ?? total));
            if (page.IsSwitchedOff) return Nobody();
            window.Add(page);
            await CompareAsync(known, gone, window, suspects, cancellationToken);
            window.Advance();
            request = Next(known.Listing, request, page);
        }
        while (!page.IsLast);
        return suspects;
    }

    /// <summary>The request for the page after this one.</summary>
    internal static PageRequest Next(Listing listing, PageRequest request, ListedPage page) =>
        listing == Listing.Users && UserId.TryParse(page.LastId, out var last)
            ? request with { StartingAfter = last, Offset = 0 }
            : request with { StartingAfter = null, Offset = request.Offset + page.Count };

    private async Task CompareAsync(
        IKnownEntities known,
        IReadOnlySet<EntityId> gone,
        AbsenceWindow window,
        Suspects suspects,
        CancellationToken cancellationToken)
    {
        var recent = (clock.GetUtcNow() - Recent).ToUnixTimeMilliseconds();
        await foreach (var suspect in known.ListAsync(window.From, window.To, cancellationToken))
        {
            if (window.Contains(suspect.Id) || suspect.CreatedAt >= recent) continue;
            if (!suspect.Within.Any(gone.Contains)) suspects.Add(suspect);
        }
    }

    private Suspects Nobody() => new(options.Value.MaxRemovals);
}
