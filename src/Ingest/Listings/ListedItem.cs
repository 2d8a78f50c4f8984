using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Clerk.Resources;
using Identity.Grains.Events;

namespace Identity.Ingest.Listings;

/// <summary>One resource that Clerk's Backend API answered, alone or in a list.</summary>
/// <param name="Entity">Whose grain merges it.</param>
/// <param name="Id">Its own id.</param>
/// <param name="CreatedAt">Unix time in milliseconds, as Clerk says it.</param>
/// <param name="UpdatedAt"><inheritdoc cref="CreatedAt"/></param>
/// <param name="Snapshot">The resource.</param>
internal sealed record ListedItem(
    EntityId Entity, string Id, long CreatedAt, long UpdatedAt, FetchedSnapshot Snapshot)
{
    public static ListedItem Of(OrganizationMembershipResource membership) => Make(
        EntityId.Of(membership.UserId), membership.Id.Value, membership.CreatedAt, membership.UpdatedAt,
        FetchedKind.Membership, membership.Raw);

    public static ListedItem Of(UserResource user) => Make(
        EntityId.Of(user.Id), user.Id.Value, user.CreatedAt, user.UpdatedAt, FetchedKind.User, user.Raw);

    public static ListedItem Of(OrganizationResource organization) => Make(
        EntityId.Of(organization.Id), organization.Id.Value, organization.CreatedAt, organization.UpdatedAt,
        FetchedKind.Organization, organization.Raw);

    public static ListedItem Of(RoleResource role) => Make(
        EntityId.RoleCatalog, role.Id.Value, role.CreatedAt, role.UpdatedAt, FetchedKind.Role, role.Raw);

    public static ListedItem Of(PermissionResource permission) => Make(
        EntityId.RoleCatalog, permission.Id.Value, permission.CreatedAt, permission.UpdatedAt, FetchedKind.Permission,
        permission.Raw);

    public static ListedItem Of(SessionResource session) => Make(
        EntityId.Of(session.UserId), session.Id.Value, session.CreatedAt, session.UpdatedAt, FetchedKind.Session,
        session.Raw);

    public static ListedItem Of(ClerkResource resource, FetchedKind kind) => Make(
        EntityId.Of(resource.Id), resource.Id.Value, resource.CreatedAt, resource.UpdatedAt, kind, resource.Raw);

    private static ListedItem Make(
        EntityId entity, string id, long createdAt, long updatedAt, FetchedKind kind, RawJson raw) =>
        new(entity, id, createdAt, updatedAt, new FetchedSnapshot(kind, raw.Bytes));
}
