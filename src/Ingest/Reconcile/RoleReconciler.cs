using Identity.Clerk.Api;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Clerk.Resources;
using Identity.Grains.Events;
using Identity.Grains.Roles;
using Identity.Ingest.Learning;
using Identity.Ingest.Listings;
using Identity.Ingest.Walks;
using Orleans;

namespace Identity.Ingest.Reconcile;

/// <summary>Compares the catalogue of roles and permissions, which is small, as a whole.</summary>
internal sealed class RoleReconciler(
    ListingReader reader, PageLearner learner, Learner single, IGrainFactory grains, TimeProvider clock)
{
    /// <summary>Learns both lists, and removes what is in neither of two listings.</summary>
    public async Task RunAsync(
        WalkReport report, IProgress<WalkProgress> progress, CancellationToken cancellationToken)
    {
        // Before Clerk is asked: what is made meanwhile isn't suspected.
        var known = await grains.GetGrain<IRoleCatalogGrain>(EntityId.RoleCatalog.Value).ListAsync();
        await RunAsync(Listing.Roles, FetchedKind.Role, [.. known.Roles.Select(IdOfRole)], report, progress, cancellationToken);
        await RunAsync(
            Listing.Permissions, FetchedKind.Permission, [.. known.Permissions.Select(IdOfPermission)], report, progress,
            cancellationToken);
    }

    private static (string, long) IdOfRole(RawJson raw) =>
        RoleResource.TryRead(raw.Bytes.Span, out var role, out _) ? (role.Id.Value, role.CreatedAt) : ("", long.MaxValue);

    private static (string, long) IdOfPermission(RawJson raw) =>
        PermissionResource.TryRead(raw.Bytes.Span, out var permission, out _)
            ? (permission.Id.Value, permission.CreatedAt)
            : ("", long.MaxValue);

    private async Task RunAsync(
        Listing listing,
        FetchedKind kind,
        List<(string Id, long CreatedAt)> known,
        WalkReport report,
        IProgress<WalkProgress> progress,
        CancellationToken cancellationToken)
    {
        var recent = (clock.GetUtcNow() - AbsenceFinder.Recent).ToUnixTimeMilliseconds();
        var suspects = known.Where(k => k.CreatedAt < recent).Select(k => k.Id).ToHashSet(StringComparer.Ordinal);
        var page = await ReadAsync(listing, suspects, cancellationToken);
        report.Add(listing, await learner.LearnAsync(listing, page, cancellationToken));
        progress.Report(new WalkProgress(listing, page.Count, page.Total));
        if (suspects.Count == 0) return;

        await ReadAsync(listing, suspects, cancellationToken);
        if (suspects.Count == 0) return;
        await single.LearnAsync(EntityId.RoleCatalog, [.. suspects.Select(id => GoneSnapshots.Of(kind, id))]);
        report.AddRemoved(listing, suspects.Count);
    }

    // Whatever is listed is no suspect. A list that doesn't fit into a page, or can't be read whole, clears all of them.
    private async Task<ListedPage> ReadAsync(Listing listing, HashSet<string> suspects, CancellationToken cancellationToken)
    {
        var page = await reader.ReadAsync(listing, new PageRequest(), cancellationToken);
        if (page is { IsLast: true, Count: > 0, Unreadable.Length: 0 }) suspects.ExceptWith(page.Items.Select(i => i.Id));
        else suspects.Clear();
        return page;
    }
}
