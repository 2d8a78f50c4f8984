using Identity.Clerk.Identifiers;
using Identity.Grains.Organizations;
using Identity.Grains.Users;
using Identity.Storage.Directory;
using Identity.WebFront.Hosting;
using Orleans;

namespace Identity.WebFront.ReadApi;

/// <summary>Finds the one thing that a path names, in its grain.</summary>
/// <param name="grains">The grains.</param>
/// <param name="directory">Knows organizations by their slugs.</param>
/// <param name="clock">Ends what takes too long.</param>
/// <param name="services">May have who asks Clerk for users of whom no event has come.</param>
internal sealed class Lookup(IGrainFactory grains, IDirectory directory, TimeProvider clock, IServiceProvider services)
{
    private readonly IUserDiscovery? _discovery = services.GetService<IUserDiscovery>();

    /// <summary>The user; null when there is none.</summary>
    /// <exception cref="LookupUnavailableException">Only Clerk could say, and it can't be asked now.</exception>
    public async ValueTask<UserSnapshot?> FindUserAsync(UserId id, CancellationToken cancellationToken)
    {
        if (await AskAsync() is { } known) return known;
        return await (_discovery?.DiscoverAsync(id, cancellationToken) ?? new(UserDiscovery.Missing)) switch
        {
            UserDiscovery.Known => await AskAsync(),
            UserDiscovery.Missing => null,
            _ => throw new LookupUnavailableException(),
        };

        ValueTask<UserSnapshot?> AskAsync() =>
            GrainReads.OneAsync(grains.GetGrain<IUserGrain>(id.Value).GetAsync(), clock, cancellationToken);
    }

    /// <summary>The organization of this id or slug; null when there is none.</summary>
    public async ValueTask<OrganizationSnapshot?> FindOrganizationAsync(
        string idOrSlug, CancellationToken cancellationToken)
    {
        if (OrganizationId.TryParse(idOrSlug, out var id) && await AskAsync(id) is { } known) return known;
        return await directory.FindOrganizationBySlugAsync(idOrSlug, cancellationToken) is { } named
            ? await AskAsync(named)
            : null;

        async ValueTask<OrganizationSnapshot?> AskAsync(OrganizationId organization) => (await GrainReads.OneAsync(
            grains.GetGrain<IOrganizationGrain>(organization.Value).GetAsync(), clock, cancellationToken)).Snapshot;
    }
}
