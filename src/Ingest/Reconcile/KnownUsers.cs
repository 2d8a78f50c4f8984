using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Ingest.BackendApi;
using Identity.Ingest.Listings;
using Identity.Ingest.Walks;
using Identity.Storage.Directory;

namespace Identity.Ingest.Reconcile;

internal sealed class KnownUsers(IDirectory directory, BackendApiWalk walk) : IKnownEntities
{
    /// <inheritdoc/>
    public Listing Listing => Listing.Users;

    /// <inheritdoc/>
    public IAsyncEnumerable<Suspect> ListAsync(long from, long to, CancellationToken cancellationToken) =>
        PagedRows.ReadAsync<Created<UserId>, Created<UserId>>(
            (last, ct) => directory.UsersCreatedInAsync(from, to, PagedRows.Page, last, ct), row => row, cancellationToken)
        .Select(user => new Suspect(
            EntityId.Of(user.Id), user.Id.Value, user.CreatedAt, GoneSnapshots.Of(FetchedKind.User, user.Id.Value), []));

    /// <inheritdoc/>
    public async Task<bool> IsGoneAsync(Suspect suspect, CancellationToken cancellationToken) =>
        await walk.AskAsync(
            "get_user", (api, ct) => api.GetUserAsync(UserId.Parse(suspect.Id), ct), cancellationToken) is null;
}
