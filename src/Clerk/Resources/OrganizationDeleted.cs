using Identity.Clerk.Identifiers;

namespace Identity.Clerk.Resources;

/// <summary>An organization was deleted (<c>organization.deleted</c>).</summary>
public sealed record OrganizationDeleted(OrganizationId Id) : ClerkEvent;
