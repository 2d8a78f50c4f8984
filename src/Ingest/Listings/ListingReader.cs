using Identity.Clerk.Api;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Events;
using Identity.Ingest.BackendApi;

namespace Identity.Ingest.Listings;

/// <summary>Reads pages of every list in one form.</summary>
internal sealed class ListingReader(BackendApiWalk walk)
{
    /// <summary>Reads a page; <see cref="ListedPage.PlaceLost"/> when the user after whom it begins is gone.</summary>
    public async Task<ListedPage> ReadAsync(Listing listing, PageRequest page, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadPageAsync(listing, page, cancellationToken);
        }
        catch (BackendApiException refusal) when (page.StartingAfter is not null && (int?)refusal.Status is >= 400 and < 500)
        {
            // Clerk doesn't publish how it refuses such a user, so it is asked whether that is the reason.
            if (await FindAsync(page.StartingAfter.Value, cancellationToken) is null) return ListedPage.PlaceLost;
            throw;
        }
    }

    private Task<UserResource?> FindAsync(UserId id, CancellationToken cancellationToken) =>
        walk.AskAsync("get_user", (api, ct) => api.GetUserAsync(id, ct), cancellationToken);

    private Task<ListedPage> ReadPageAsync(Listing listing, PageRequest page, CancellationToken cancellationToken) =>
        listing switch
        {
            Listing.Users => ReadAsync(
                "list_users", page, (api, ct) => api.ListUsersAsync(page, ct), ListedItem.Of, cancellationToken),
            Listing.Organizations => ReadAsync(
                "list_organizations", page, (api, ct) => api.ListOrganizationsAsync(page, ct), ListedItem.Of,
                cancellationToken),
            Listing.Memberships => ReadAsync(
                "list_memberships", page, (api, ct) => api.ListMembershipsAsync(page, ct), ListedItem.Of, cancellationToken),
            Listing.Roles => ReadAsync(
                "list_roles", page, (api, ct) => api.ListRolesAsync(page, ct), ListedItem.Of, cancellationToken),
            Listing.Permissions => ReadAsync(
                "list_permissions", page, (api, ct) => api.ListPermissionsAsync(page, ct), ListedItem.Of,
                cancellationToken),
            Listing.Invitations => ReadAsync(
                "list_invitations", page, (api, ct) => api.ListInvitationsAsync(page, ct),
                r => ListedItem.Of(r, FetchedKind.OrganizationInvitation), cancellationToken),
            Listing.Domains => ReadAsync(
                "list_domains", page, (api, ct) => api.ListDomainsAsync(page, ct),
                r => ListedItem.Of(r, FetchedKind.OrganizationDomain), cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(listing), listing, "No such list."),
        };

    /// <summary>How many a list has; null where only its pages say.</summary>
    public async Task<long?> CountAsync(Listing listing, CancellationToken cancellationToken) =>
        listing == Listing.Users
            ? await walk.AskAsync<long?>("count_users", async (api, ct) => await api.CountUsersAsync(ct), cancellationToken)
            : null;

    private async Task<ListedPage> ReadAsync<TResource>(
        string operation,
        PageRequest request,
        Func<BackendApiClient, CancellationToken, Task<ResourcePage<TResource>>> ask,
        Func<TResource, ListedItem> of,
        CancellationToken cancellationToken)
        where TResource : class
    {
        var page = await walk.AskAsync(operation, ask!, cancellationToken);
        return page is null
            ? ListedPage.Nothing
            : new ListedPage(
                [.. page.Items.Select(of)], page.Unreadable, page.TotalCount, page.LastId, page.Count < request.Limit);
    }
}
