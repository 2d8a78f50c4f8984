using System.Collections.Frozen;

namespace Identity.Clerk.Webhooks;

/// <summary>The types of events that Clerk documents.</summary>
/// <remarks>Source: clerk/openapi-specs, <c>webhooks/2025-04-15.yml</c>, and <c>subscriptionItem.created</c> of @clerk/backend.</remarks>
public static class ClerkEventTypes
{
    /// <summary>All of them.</summary>
    public static FrozenSet<string> All { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        "user.created", "user.updated", "user.deleted",
        "session.created", "session.pending", "session.ended", "session.removed", "session.revoked",
        "organization.created", "organization.updated", "organization.deleted",
        "organizationMembership.created", "organizationMembership.updated", "organizationMembership.deleted",
        "organizationInvitation.created", "organizationInvitation.accepted", "organizationInvitation.revoked",
        "organizationDomain.created", "organizationDomain.updated", "organizationDomain.deleted",
        "role.created", "role.updated", "role.deleted",
        "permission.created", "permission.updated", "permission.deleted",
        "waitlistEntry.created", "waitlistEntry.updated",
        "email.created", "sms.created",
        "paymentAttempt.created", "paymentAttempt.updated",
        "subscription.created", "subscription.updated", "subscription.active", "subscription.pastDue",
        "subscriptionItem.created", "subscriptionItem.updated", "subscriptionItem.active", "subscriptionItem.canceled",
        "subscriptionItem.upcoming", "subscriptionItem.ended", "subscriptionItem.abandoned",
        "subscriptionItem.incomplete", "subscriptionItem.pastDue", "subscriptionItem.freeTrialEnding");
}
