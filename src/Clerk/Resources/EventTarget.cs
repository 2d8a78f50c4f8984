using Identity.Clerk.Identifiers;

namespace Identity.Clerk.Resources;

/// <summary>Whom an event concerns.</summary>
/// <param name="Entity">The one entity that applies it; null when it changes nothing here.</param>
/// <param name="User">The user it is about, whoever applies it; null for none.</param>
/// <param name="Organization">The organization it is about, whoever applies it; null for none.</param>
public readonly record struct EventTarget(EntityId? Entity, UserId? User, OrganizationId? Organization);
