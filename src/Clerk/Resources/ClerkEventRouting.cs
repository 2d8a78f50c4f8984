using System.Text.Json;
using System.Text.Unicode;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Clerk.Webhooks;

namespace Identity.Clerk.Resources;

/// <summary>
/// Finds whom an event concerns without reading all of it, so that it can be kept before it is understood.
/// </summary>
public static class ClerkEventRouting
{
    private const string Root = "data";
    private static readonly JsonMembers Id = new("id");
    private static readonly JsonMembers SessionUserId = new("user_id");
    private static readonly JsonMembers Membership = new("organization", "public_user_data");
    private static readonly JsonMembers Resource =
        new("id", "user_id", "organization_id", "payer", "public_organization_data");

    /// <summary>
    /// Finds the target. True with a target of nobody for an event that <see cref="ClerkEventReader"/> doesn't handle;
    /// false if it handles the type but the ids aren't where they have to be.
    /// </summary>
    public static bool TryRoute(WebhookEnvelope envelope, out EventTarget target)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        target = default;
        if (!Utf8.IsValid(envelope.Data.Span)) return false;
        try
        {
            return TryRoute(envelope.Type, envelope.Data.Span, out target);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryRoute(string name, ReadOnlySpan<byte> data, out EventTarget target)
    {
        var type = EventType.Parse(name);
        return type.Subject switch
        {
            EventSubject.User => TryRouteUser(data, Id, out target),
            EventSubject.Session => TryRouteUser(data, SessionUserId, out target),
            EventSubject.Organization => TryRouteOrganization(data, out target),
            EventSubject.OrganizationMembership => TryRouteMembership(data, out target),
            EventSubject.Resource => TryRouteResource(data, out target),
            EventSubject.Role => TryRouteToCatalog<RoleId>(data, out target),
            EventSubject.Permission => TryRouteToCatalog<PermissionId>(data, out target),
            _ => Nobody(out target),
        };
    }

    private static bool Nobody(out EventTarget target)
    {
        target = default;
        return true;
    }

    private static bool TryRouteUser(ReadOnlySpan<byte> data, JsonMembers member, out EventTarget target)
    {
        var id = ReadId<UserId>(data, member);
        target = id is { } user ? new EventTarget(EntityId.Of(user), user, null) : default;
        return id is not null;
    }

    private static bool TryRouteOrganization(ReadOnlySpan<byte> data, out EventTarget target)
    {
        var id = ReadId<OrganizationId>(data, Id);
        target = id is { } organization ? new EventTarget(EntityId.Of(organization), null, organization) : default;
        return id is not null;
    }

    private static bool TryRouteToCatalog<TId>(ReadOnlySpan<byte> data, out EventTarget target)
        where TId : struct, IClerkId<TId>
    {
        var id = ReadId<TId>(data, Id);
        target = id is null ? default : new EventTarget(EntityId.RoleCatalog, null, null);
        return id is not null;
    }

    private static bool TryRouteResource(ReadOnlySpan<byte> data, out EventTarget target)
    {
        ResourceId id = default;
        var owners = new ResourceOwners(Root);
        var cursor = new JsonObjectCursor(data, Resource, Root);
        while (cursor.Next())
        {
            if (cursor.Member == "id") id = cursor.Id<ResourceId>();
            else owners.Read(ref cursor);
        }

        cursor.Require("id");
        target = cursor.Problem is null ? new EventTarget(EntityId.Of(id), owners.User, owners.Organization) : default;
        return cursor.Problem is null;
    }

    private static bool TryRouteMembership(ReadOnlySpan<byte> data, out EventTarget target)
    {
        var (user, organization) = (default(UserId), default(OrganizationId));
        var cursor = new JsonObjectCursor(data, Membership, Root);
        while (cursor.Next())
        {
            if (cursor.Member == "organization")
                organization = OrganizationMembershipReader.ReadOrganization(ref cursor, Root).Id;
            else
                user = OrganizationMembershipReader.ReadUserId(ref cursor, Root);
        }

        cursor.Require("organization");
        cursor.Require("public_user_data");
        target = cursor.Problem is null ? new EventTarget(EntityId.Of(user), user, organization) : default;
        return cursor.Problem is null;
    }

    private static TId? ReadId<TId>(ReadOnlySpan<byte> data, JsonMembers members)
        where TId : struct, IClerkId<TId>
    {
        TId id = default;
        var cursor = new JsonObjectCursor(data, members, Root);
        while (cursor.Next()) id = cursor.Id<TId>();
        cursor.Require(members[0]);
        return cursor.Problem is null ? id : null;
    }
}
