using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Webhooks;

namespace Identity.Clerk.Resources;

/// <summary>Reads what an event is about.</summary>
public static class ClerkEventReader
{
    private const string Root = "data";
    private const string NotJson = $"{Root}: not JSON, or nested too deeply";

    /// <summary>
    /// Reads the event. Members that aren't modelled are ignored and optional ones may be missing; a modelled one of
    /// the wrong type is an error, because to guess at an identity is worse than to set an event aside.
    /// </summary>
    /// <param name="envelope">The envelope; what the event keeps of it is copied.</param>
    /// <param name="clerkEvent">The event; <see cref="NotHandled"/> for a type that is unknown.</param>
    /// <param name="error">A stable reason that names the member and never its value.</param>
    /// <remarks>
    /// Strings with half a surrogate pair or with NUL are refused, because not every store can keep them. That goes for
    /// what is modelled: inside the raw JSON both are only escapes, and stay as they are.
    /// </remarks>
    public static bool TryRead(
        WebhookEnvelope envelope,
        [NotNullWhen(true)] out ClerkEvent? clerkEvent,
        [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        clerkEvent = null;
        error = NotJson;
        if (!Utf8.IsValid(envelope.Data.Span)) return false;
        try
        {
            var read = Read(envelope.Type, envelope.Data.Span, out error);
            if (read is not null) error = EventContradictions.Find(read, envelope.OccurredAt, Root);
            clerkEvent = error is null ? read : null;
        }
        catch (JsonException)
        {
            error = NotJson;
        }

        return clerkEvent is not null;
    }

    private static ClerkEvent? Read(string name, ReadOnlySpan<byte> data, out string? error)
    {
        error = null;
        var type = EventType.Parse(name);
        return type.Subject switch
        {
            EventSubject.User => ReadUser(type, data, out error),
            EventSubject.Session => SessionReader.Read(data, Root, name, out error),
            EventSubject.Organization => ReadOrganization(type, data, out error),
            EventSubject.OrganizationMembership => ReadMembership(type, data, out error),
            EventSubject.Resource => ReadResource(type, data, out error),
            EventSubject.Role => ReadRole(type, data, out error),
            EventSubject.Permission => ReadPermission(type, data, out error),
            _ => new NotHandled(name),
        };
    }

    private static ClerkEvent? ReadUser(EventType type, ReadOnlySpan<byte> data, out string? error)
    {
        if (type.IsDeletion)
            return Deleted.ReadId<UserId>(data, Root, out error) is { } id ? new UserDeleted(id) : null;
        var user = UserReader.Read(data, Root, out error);
        return user is null ? null : new UserUpserted(user, type.IsCreation);
    }

    private static ClerkEvent? ReadOrganization(EventType type, ReadOnlySpan<byte> data, out string? error)
    {
        if (type.IsDeletion)
            return Deleted.ReadId<OrganizationId>(data, Root, out error) is { } id ? new OrganizationDeleted(id) : null;
        var organization = OrganizationReader.Read(data, Root, out error);
        return organization is null ? null : new OrganizationUpserted(organization, type.IsCreation);
    }

    private static ClerkEvent? ReadMembership(EventType type, ReadOnlySpan<byte> data, out string? error)
    {
        var membership = OrganizationMembershipReader.Read(data, Root, out error);
        if (membership is null) return null;
        return type.IsDeletion
            ? new MembershipDeleted(membership)
            : new MembershipUpserted(membership, type.IsCreation);
    }

    private static ClerkEvent? ReadResource(EventType type, ReadOnlySpan<byte> data, out string? error)
    {
        if (type.IsDeletion)
        {
            var id = Deleted.ReadId<ResourceId>(data, Root, out error);
            return id is { } deleted ? new ResourceDeleted(type.Kind, deleted) : null;
        }

        var resource = ClerkResourceReader.Read(type.Kind, data, Root, out error);
        return resource is null ? null : new ResourceUpserted(resource, type.IsCreation);
    }

    private static ClerkEvent? ReadRole(EventType type, ReadOnlySpan<byte> data, out string? error)
    {
        if (type.IsDeletion)
        {
            var deleted = Deleted.ReadIdAndKey<RoleId>(data, Root, out error);
            return deleted is { } it ? new RoleDeleted(it.Id, it.Key) : null;
        }

        var role = RoleReader.Read(data, Root, out error);
        return role is null ? null : new RoleUpserted(role, type.IsCreation);
    }

    private static ClerkEvent? ReadPermission(EventType type, ReadOnlySpan<byte> data, out string? error)
    {
        if (type.IsDeletion)
        {
            var deleted = Deleted.ReadIdAndKey<PermissionId>(data, Root, out error);
            return deleted is { } it ? new PermissionDeleted(it.Id, it.Key) : null;
        }

        var permission = PermissionReader.Read(data, Root, out error);
        return permission is null ? null : new PermissionUpserted(permission, type.IsCreation);
    }
}
