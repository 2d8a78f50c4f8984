using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Grains.Merging;
using Identity.Testing;

namespace Identity.Grains.Tests.Merging;

/// <summary>Events of one user and one organization, made as a model Clerk would make them.</summary>
internal static class EventMaker
{
    public const string TheUser = "user_3K5Qy9VzFpcm0RzckqATkRxW2YY";
    public const string TheOrganization = "org_3K5RwUij1mgUZjJi8xUgA8G0GcU";
    public const long Start = 1_790_845_200_000;

    public static ClerkDelivery Make(string message, string type, JsonNode data, long occurredAt) =>
        new(MessageId.Parse("msg_" + message), ClerkEventJson.Envelope(type, data, occurredAt));

    public static ReceivedEvent Read(ClerkDelivery delivery) =>
        ReceivedEvent.Read(delivery, out var reason)
        ?? throw new InvalidOperationException($"{delivery.Id}: {reason}");

    public static byte[] Json(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());

    public static ClerkDelivery UserCreated(long at, string name, string? message = null) =>
        Make(message ?? $"uc{at}", "user.created", ClerkEventJson.User(TheUser, at, name), at + 5);

    public static ClerkDelivery UserUpdated(long at, string name, bool banned = false, string? message = null) =>
        Make(message ?? $"uu{at}", "user.updated", ClerkEventJson.User(TheUser, at, name, banned), at + 5);

    public static ClerkDelivery UserDeleted(long at) =>
        Make($"ud{at}", "user.deleted", ClerkEventJson.Deleted("user", TheUser), at);

    public static ClerkDelivery SessionCreated(string session, long at, JsonObject? user = null) => Make(
        $"sc{session}{at}", "session.created", ClerkEventJson.Session(session, TheUser, "active", at, user), at + 5);

    public static ClerkDelivery SessionEnded(string session, long at, string how = "revoked") => Make(
        $"se{session}{at}", $"session.{how}", ClerkEventJson.Session(session, TheUser, how, at), at + 5);

    public static ClerkDelivery Joined(string membership, string role, long at) => Make(
        $"mc{membership}", "organizationMembership.created",
        ClerkEventJson.Membership(membership, TheUser, TheOrganization, role, at), at + 5);

    public static ClerkDelivery Promoted(string membership, string role, long at) => Make(
        $"mu{membership}{at}", "organizationMembership.updated",
        ClerkEventJson.Membership(membership, TheUser, TheOrganization, role, at), at + 5);

    /// <summary>Carries the old <c>updated_at</c>, as Clerk's does.</summary>
    public static ClerkDelivery Left(string membership, string role, long updatedAt, long at) => Make(
        $"md{membership}", "organizationMembership.deleted",
        ClerkEventJson.Membership(membership, TheUser, TheOrganization, role, updatedAt), at);

    public static ClerkDelivery OrganizationChanged(string how, long at, string name) => Make(
        $"o{how}{at}", "organization." + how, ClerkEventJson.Organization(TheOrganization, at, name), at + 5);

    public static ClerkDelivery OrganizationDeleted(long at) =>
        Make($"od{at}", "organization.deleted", ClerkEventJson.Deleted("organization", TheOrganization), at);
}
