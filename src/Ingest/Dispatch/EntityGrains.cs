using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Grains.Organizations;
using Identity.Grains.Resources;
using Identity.Grains.Roles;
using Identity.Grains.Users;
using Orleans;

namespace Identity.Ingest.Dispatch;

/// <summary>Which grain an entity is.</summary>
internal static class EntityGrains
{
    public static IClerkEntityGrain GetEntity(this IGrainFactory grains, EntityId id) => id.Kind switch
    {
        EntityKind.User => grains.GetGrain<IUserGrain>(id.Value),
        EntityKind.Organization => grains.GetGrain<IOrganizationGrain>(id.Value),
        EntityKind.Resource => grains.GetGrain<IResourceGrain>(id.Value),
        EntityKind.RoleCatalog => grains.GetGrain<IRoleCatalogGrain>(id.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(id), id.Kind, "No such kind of entity."),
    };
}
