using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Clerk.Webhooks;

namespace Identity.Clerk.Resources;

/// <summary>Reads what an event is about.</summary>
public static class ClerkEventReader
{
    private const string Root = "data";
    private const string NotJson = $"{Root}: not JSON, or nested too deeply";
    private static readonly JsonMembers Deleted = new("id");

    /// <summary>
    /// Reads the event. Members that aren't modelled are ignored and optional ones may be missing; a modelled one of
    /// the
    /// wrong type is an error, because to guess at an identity is worse than to set an event aside.
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
        var data = envelope.Data.Span;
        if (!Utf8.IsValid(data)) return false;
        try
        {
            clerkEvent = Read(envelope.Type, data, out error);
        }
        catch (JsonException)
        {
            error = NotJson;
        }

        return clerkEvent is not null;
    }

    private static ClerkEvent? Read(string type, ReadOnlySpan<byte> data, out string? error)
    {
        error = null;
        return type switch
        {
            "user.created" or "user.updated" =>
                UserReader.Read(data, Root, out error) is { } user
                    ? new UserUpserted(user, type == "user.created")
                    : null,
            "user.deleted" => ReadId<UserId>(data, out error) is { } id ? new UserDeleted(id) : null,
            "organization.created" or "organization.updated" =>
                OrganizationReader.Read(data, Root, out error) is { } organization
                    ? new OrganizationUpserted(organization, type == "organization.created")
                    : null,
            "organization.deleted" =>
                ReadId<OrganizationId>(data, out error) is { } id ? new OrganizationDeleted(id) : null,
            "organizationMembership.created" or "organizationMembership.updated" =>
                OrganizationMembershipReader.Read(data, Root, out error) is { } membership
                    ? new MembershipUpserted(membership, type == "organizationMembership.created")
                    : null,
            "organizationMembership.deleted" =>
                OrganizationMembershipReader.Read(data, Root, out error) is { } membership
                    ? new MembershipDeleted(membership)
                    : null,
            _ when type.StartsWith("session.", StringComparison.Ordinal) =>
                SessionReader.Read(data, Root, type, out error),
            _ => new NotHandled(type),
        };
    }

    private static TId? ReadId<TId>(ReadOnlySpan<byte> data, out string? error)
        where TId : struct, IClerkId<TId>
    {
        TId id = default;
        var cursor = new JsonObjectCursor(data, Deleted, Root);
        while (cursor.Next()) id = cursor.Id<TId>();
        cursor.Require("id");
        error = cursor.Problem;
        return error is null ? id : null;
    }
}
