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

    private static bool TryRoute(string type, ReadOnlySpan<byte> data, out EventTarget target)
    {
        target = default;
        switch (type)
        {
            case "user.created" or "user.updated" or "user.deleted":
                target = Of(ReadId<UserId>(data, Id));
                return target.User is not null;
            case "organization.created" or "organization.updated" or "organization.deleted":
                var read = ReadId<OrganizationId>(data, Id);
                target = new EventTarget(read is { } id ? EntityId.Of(id) : null, null, read);
                return target.Organization is not null;
            case "organizationMembership.created" or "organizationMembership.updated":
            case "organizationMembership.deleted":
                return TryRouteMembership(data, out target);
            case var _ when type.StartsWith("session.", StringComparison.Ordinal):
                target = Of(ReadId<UserId>(data, SessionUserId));
                return target.User is not null;
            default:
                return true;
        }
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

    private static EventTarget Of(UserId? user) => new(user is { } id ? EntityId.Of(id) : null, user, null);

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
