using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Events;
using Identity.Ingest.BackendApi;
using Identity.Ingest.Listings;
using Identity.Ingest.Walks;
using Identity.Storage.Directory;

namespace Identity.Ingest.Reconcile;

internal sealed class KnownOrganizations(IDirectory directory, BackendApiWalk walk) : IKnownEntities
{
    /// <inheritdoc/>
    public Listing Listing => Listing.Organizations;

    /// <inheritdoc/>
    public IAsyncEnumerable<Suspect> ListAsync(long from, long to, CancellationToken cancellationToken) =>
        PagedRows.ReadAsync<Created<OrganizationId>, Created<OrganizationId>>(
            (last, ct) => directory.OrganizationsCreatedInAsync(from, to, PagedRows.Page, last, ct),
            row => row,
            cancellationToken)
        .Select(organization => new Suspect(
            EntityId.Of(organization.Id), organization.Id.Value, organization.CreatedAt,
            GoneSnapshots.Of(FetchedKind.Organization, organization.Id.Value), []));

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
