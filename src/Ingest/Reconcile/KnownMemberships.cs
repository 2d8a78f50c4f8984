using Identity.Clerk.Api;
using Identity.Clerk.Identifiers;
using Identity.Ingest.BackendApi;
using Identity.Ingest.Listings;
using Identity.Ingest.Walks;
using Identity.Storage.Directory;

namespace Identity.Ingest.Reconcile;

internal sealed class KnownMemberships(IDirectory directory, BackendApiWalk walk) : IKnownEntities
{
    /// <inheritdoc/>
    public Listing Listing => Listing.Memberships;

    /// <inheritdoc/>
    public IAsyncEnumerable<Suspect> ListAsync(long from, long to, CancellationToken cancellationToken) =>
        PagedRows.ReadAsync(
            (Created<MembershipId>? last, CancellationToken ct) =>
                directory.MembershipsCreatedInAsync(from, to, PagedRows.Page, last, ct),
            row => new Created<MembershipId>(row.Id, row.CreatedAt),
            cancellationToken)
        .Select(membership => new Suspect(
            EntityId.Of(membership.UserId), membership.Id.Value, membership.CreatedAt, GoneSnapshots.Of(membership),
            [EntityId.Of(membership.UserId), EntityId.Of(membership.OrganizationId)]));

    /// <inheritdoc/>
    /// <remarks>
    /// Clerk has no question for one membership, so its user's list is asked for. Of a user whom Clerk doesn't know nothing
    /// is said here: that is for the list of users to find.
    /// </remarks>
    public async Task<bool> IsGoneAsync(Suspect suspect, CancellationToken cancellationToken)
    {
        var user = UserId.Parse(suspect.Entity.Value);
        long? total = null;
        for (var offset = 0; ; offset += PageRequest.MaxLimit)
        {
            var request = new PageRequest { Offset = offset };
            var page = await walk.AskAsync(
                "list_user_memberships", (api, ct) => api.ListMembershipsAsync(user, request, ct), cancellationToken);
            if (page is null
                || page.Items.Any(m => m.Id.Value == suspect.Id)
                || page.Unreadable.Any(u => u.Id is null || u.Id == suspect.Id))
            {
                return false;
            }

            // Somebody left while the pages were read, so one may have been passed over. The next pass looks again.
            if (page.TotalCount != (total ??= page.TotalCount)) return false;
            if (page.Count < request.Limit) return true;
        }
    }
}
