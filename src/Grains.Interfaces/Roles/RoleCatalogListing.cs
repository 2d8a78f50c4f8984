using System.Collections.Immutable;
using Identity.Clerk.Json;
using Orleans;

namespace Identity.Grains.Roles;

/// <summary>The live roles and permissions, each as Clerk sent it, sorted by id.</summary>
[GenerateSerializer, Immutable, Alias("identity.RoleCatalogListing")]
public sealed record RoleCatalogListing(
    [property: Id(0)] ImmutableArray<RawJson> Roles,
    [property: Id(1)] ImmutableArray<RawJson> Permissions);
