using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Roles;
using Identity.WebFront.Hosting;
using Orleans;

namespace Identity.WebFront.ReadApi.Organizations;

/// <summary>
/// The roles that may manage an organization's members, by the catalogue of roles; <c>org:admin</c> while that one is
/// unknown. What exactly Clerk asks for isn't published.
/// </summary>
internal static class ElevatedRoles
{
    private const string Admin = "org:admin";
    private const string Permission = "org:sys_memberships:manage";

    public static async ValueTask<ImmutableArray<string>> FindAsync(
        IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var catalog = await GrainReads.OneAsync(
            grains.GetGrain<IRoleCatalogGrain>(EntityId.RoleCatalog.Value).GetAsync(), clock, cancellationToken);
        var roles = catalog.Permissions;
        var elevated = roles.Where(role => role.Value.Contains(Permission)).Select(role => role.Key);
        return roles.ContainsKey(Admin) ? [.. elevated] : [Admin, .. elevated];
    }
}
