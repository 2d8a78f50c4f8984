using System.Runtime.CompilerServices;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Ingest.BackendApi;
using Identity.Ingest.Listings;
using Identity.Storage.Directory;

namespace Identity.Ingest.Reconcile;

internal sealed class KnownUsers(IDirectory directory, BackendApiWalk walk) : IKnownEntities
{
    private const int Page = 500;

    /// <inheritdoc/>
    public Listing Listing => Listing.Users;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Suspect> ListAsync(
        long from, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Created<UserId>? last = null;
        while (await directory.UsersCreatedInAsync(from, to, Page, last, cancellationToken) is { Length: > 0 } users)
        {
            foreach (var (id, createdAt) in users)
            {
                yield return new Suspect(
                    EntityId.Of(id), id.Value, createdAt, GoneSnapshots.Of(FetchedKind.User, id.Value), []);
            }

            if (users.Length < Page) break;
            last = users[^1];
        }
    }

    /// <inheritdoc/>
    public async Task<bool> IsGoneAsync(Suspect suspect, CancellationToken cancellationToken) =>
        await walk.AskAsync(
            "get_user", (api, ct) => api.GetUserAsync(UserId.Parse(suspect.Id), ct), cancellationToken) is null;
}
