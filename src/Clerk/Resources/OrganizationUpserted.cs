namespace Identity.Clerk.Resources;

/// <summary>An organization was created or changed; a full snapshot either way.</summary>
public sealed record OrganizationUpserted(OrganizationResource Organization, bool Created) : ClerkEvent;
