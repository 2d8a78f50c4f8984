using System.Collections.Frozen;
using Identity.Clerk.Identifiers;
using Identity.Grains.Roles;
using Identity.WebFront.Hosting;
using Identity.WebFront.ReadApi.Answers;
using Identity.WebFront.ReadApi.Requests;
using Orleans;

namespace Identity.WebFront.ReadApi.Roles;

/// <summary><c>/v1/organization_roles</c> and <c>/v1/organization_permissions</c>, from the catalogue's grain.</summary>
internal static class RoleEndpoints
{
    private static readonly FrozenDictionary<string, CatalogOrder> Orders = new Dictionary<string, CatalogOrder>
    {
        ["created_at"] = CatalogOrder.CreatedAt,
        ["name"] = CatalogOrder.Name,
        ["key"] = CatalogOrder.Key,
    }.ToFrozenDictionary();

    public static void MapRoles(this RouteGroupBuilder api)
    {
        api.MapRead("/organization_roles", ListRolesAsync);
        api.MapRead("/organization_permissions", ListPermissionsAsync);
    }

    private static async Task<ClerkAnswer> ListRolesAsync(
        HttpRequest request, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken) =>
        Answer(request, (await CatalogAsync(grains, clock, cancellationToken)).Roles.Select(CatalogItem.OfRole));

    private static async Task<ClerkAnswer> ListPermissionsAsync(
        HttpRequest request, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken) => Answer(
        request,
        (await CatalogAsync(grains, clock, cancellationToken)).Permissions.Select(CatalogItem.OfPermission));

    private static ValueTask<RoleCatalogListing> CatalogAsync(
        IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken) => GrainReads.OneAsync(
        grains.GetGrain<IRoleCatalogGrain>(EntityId.RoleCatalog.Value).ListAsync(), clock, cancellationToken);

    private static ClerkAnswer Answer(HttpRequest request, IEnumerable<CatalogItem?> items)
    {
        var query = new QueryReader(request.Query);
        var (order, part) = query.Page(Orders);
        var text = query.Text("query");
        if (query.Fault is { } wrong) return wrong;

        var matching = items.OfType<CatalogItem>().Where(item => item.IsLike(text)).ToList();
        matching.Sort(CatalogItem.By(order));
        if (part.Descending) matching.Reverse();
        return ClerkAnswer.Page(
            [.. matching.Skip(part.Offset).Take(part.Limit).Select(item => item.Raw)], matching.Count);
    }
}
