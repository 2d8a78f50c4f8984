using System.Text.Json;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Events;

namespace Identity.Grains.Merging;

/// <summary>Makes an event of what Clerk's Backend API said, so that one merge serves both.</summary>
internal static class FetchedEvent
{
    /// <summary>Stands for a message where a snapshot came by no message.</summary>
    public static MessageId Message { get; } = MessageId.Parse("backend_api");

    /// <summary>Reads a snapshot; no event and the reason when it can't be understood.</summary>
    public static Reading Read(FetchedSnapshot fetched)
    {
        string? reason;
        var received = fetched.IsGone ? ReadGone(fetched, out reason) : ReadSnapshot(fetched, out reason);
        return new Reading(Message, received, reason);
    }

    private static ReceivedEvent? ReadSnapshot(FetchedSnapshot fetched, out string? reason)
    {
        var json = fetched.Json.Span;
        return fetched.Kind switch
        {
            FetchedKind.User => UserResource.TryRead(json, out var user, out reason)
                ? Make(fetched, user.UpdatedAt, new UserUpserted(user, Created: true))
                : null,
            FetchedKind.Organization => OrganizationResource.TryRead(json, out var organization, out reason)
                ? Make(fetched, organization.UpdatedAt, new OrganizationUpserted(organization, Created: true))
                : null,
            FetchedKind.Membership => OrganizationMembershipResource.TryRead(json, out var membership, out reason)
                ? Make(fetched, membership.UpdatedAt, new MembershipUpserted(membership, Created: true))
                : null,
            FetchedKind.Role => RoleResource.TryRead(json, out var role, out reason)
                ? Make(fetched, role.UpdatedAt, new RoleUpserted(role, Created: true))
                : null,
            FetchedKind.Permission => PermissionResource.TryRead(json, out var permission, out reason)
                ? Make(fetched, permission.UpdatedAt, new PermissionUpserted(permission, Created: true))
                : null,
            FetchedKind.OrganizationInvitation =>
                ReadResource(fetched, ResourceKind.OrganizationInvitation, out reason),
            FetchedKind.OrganizationDomain => ReadResource(fetched, ResourceKind.OrganizationDomain, out reason),
            FetchedKind.Session => SessionResource.TryRead(json, out var session, out reason)
                ? Make(fetched, session.UpdatedAt, new SessionChanged(session, User: null))
                : null,
            _ => throw new ArgumentOutOfRangeException(nameof(fetched), fetched.Kind, "No such kind."),
        };
    }

    private static ReceivedEvent? ReadResource(FetchedSnapshot fetched, ResourceKind kind, out string? reason) =>
        ClerkResource.TryRead(kind, fetched.Json.Span, out var resource, out reason)
            ? Make(fetched, resource.UpdatedAt, new ResourceUpserted(resource, Created: true))
            : null;

    // A gone membership is named by its resource as it was last known, everything else by its id.
    private static ReceivedEvent? ReadGone(FetchedSnapshot fetched, out string? reason)
    {
        if (fetched.Kind == FetchedKind.Membership)
        {
            return OrganizationMembershipResource.TryRead(fetched.Json.Span, out var membership, out reason)
                ? Gone(new MembershipDeleted(membership))
                : null;
        }

        reason = "gone: no id of its kind";
        var id = IdOf(fetched.Json);
        return fetched.Kind switch
        {
            FetchedKind.User when UserId.TryParse(id, out var user) => Gone(new UserDeleted(user)),
            FetchedKind.Organization when OrganizationId.TryParse(id, out var organization) =>
                Gone(new OrganizationDeleted(organization)),
            FetchedKind.Role when RoleId.TryParse(id, out var role) => Gone(new RoleDeleted(role, Key: null)),
            FetchedKind.Permission when PermissionId.TryParse(id, out var permission) =>
                Gone(new PermissionDeleted(permission, Key: null)),
            FetchedKind.OrganizationInvitation when ResourceId.TryParse(id, out var invitation) =>
                Gone(new ResourceDeleted(ResourceKind.OrganizationInvitation, invitation)),
            FetchedKind.OrganizationDomain when ResourceId.TryParse(id, out var domain) =>
                Gone(new ResourceDeleted(ResourceKind.OrganizationDomain, domain)),
            _ => null,
        };
    }

    private static string? IdOf(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.GetProperty("id").GetString();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    // Of the event that made the same snapshot it is the earlier one, whose envelope is sent some milliseconds after
    // updated_at. One that settles a tie is later than all of them.
    private static ReceivedEvent Make(FetchedSnapshot fetched, long updatedAt, ClerkEvent clerkEvent) =>
        new(Message, fetched.Settles ? long.MaxValue : updatedAt, clerkEvent);

    // A listing doesn't say when; the event, should it still come, names the time.
    private static ReceivedEvent Gone(ClerkEvent deleted) => new(Message, OccurredAt: 0, deleted);
}
