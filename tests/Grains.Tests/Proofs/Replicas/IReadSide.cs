using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Grains.Callers;
using Identity.Grains.Organizations;
using Identity.Grains.Roles;

namespace Identity.Grains.Tests.Proofs.Replicas;

/// <summary>What readers may ask, of the states alone or of the grains.</summary>
internal interface IReadSide
{
    DirectoryTable Directory { get; }

    RoleCatalogSnapshot Roles { get; }

    RoleCatalogListing RoleListing { get; }

    RawJson? User(UserId id);

    CallerResolution Resolve(UserId id, CallerQuery query);

    OrganizationStanding Organization(OrganizationId id);

    RawJson? Resource(ResourceId id);
}
