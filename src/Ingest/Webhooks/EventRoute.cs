using Identity.Clerk.Identifiers;
using Identity.Clerk.Webhooks;

namespace Identity.Ingest.Webhooks;

/// <summary>The one grain that an event goes to.</summary>
/// <param name="User">The user, or null.</param>
/// <param name="Organization">The organization, or null.</param>
internal readonly record struct EventRoute(UserId? User, OrganizationId? Organization)
{
    /// <summary>Whether events of this type change a grain.</summary>
    public static bool IsHandled(string type) =>
        type.StartsWith("user.", StringComparison.Ordinal)
        || type.StartsWith("session.", StringComparison.Ordinal)
        || type.StartsWith("organization.", StringComparison.Ordinal)
        || type.StartsWith("organizationMembership.", StringComparison.Ordinal);

    /// <summary>Finds the grain; false when the payload doesn't name it.</summary>
    public static bool TryFind(WebhookEnvelope envelope, out EventRoute route)
    {
        route = default;
        if (!ClerkEventRouting.TryRoute(envelope, out var target)) return false;

        // A membership is kept by the user's grain. The organization's grain must not see each of 100 000 of them.
        route = target.User is { } user ? new EventRoute(user, null) : new EventRoute(null, target.Organization);
        return route.User is not null || route.Organization is not null;
    }
}
