using System.Runtime.CompilerServices;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Events;
using Identity.Ingest.BackendApi;
using Identity.Ingest.Listings;
using Identity.Storage.Directory;

namespace Identity.Ingest.Reconcile;

internal sealed class KnownOrganizations(IDirectory directory, BackendApiWalk walk) : IKnownEntities
{
    private const int Page = 500;

    /// <inheritdoc/>
    public Listing Listing => Listing.Organizations;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Suspect> ListAsync(
        long from, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Created<OrganizationId>? last = null;
        while (await directory.OrganizationsCreatedInAsync(from, to, Page, last, cancellationToken)
            is { Length: > 0 } organizations)
        {
            foreach (var (id, createdAt) in organizations)
            {
                yield return new Suspect(
                    EntityId.Of(id), id.Value, createdAt, GoneSnapshots.Of(FetchedKind.Organization, id.Value), []);
            }

            if (organizations.Length < Page) break;
            last = organizations[^1];
        }
    }

    /// <inheritdoc/>
    /// <remarks>Where organizations were switched off nothing can be told, so nothing is gone.</remarks>
    public async Task<bool> IsGoneAsync(Suspect suspect, CancellationToken cancellationToken)
    {
        var isAnswered = false;
        var organization = await walk.AskAsync("get_organization", AskAsync, cancellationToken);
        return isAnswered && organization is null;

        async Task<OrganizationResource?> AskAsync(Clerk.Api.BackendApiClient api, CancellationToken ct)
        {
            var answer = await api.GetOrganizationAsync(OrganizationId.Parse(suspect.Id), ct);
            isAnswered = true;
            return answer;
        }
    }
}
