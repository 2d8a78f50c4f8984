using Identity.Clerk.Identifiers;

namespace Identity.Clerk.Resources;

/// <summary>Whom an event concerns: a user, an organization, both, or nobody.</summary>
public readonly record struct EventTarget(UserId? User, OrganizationId? Organization);
