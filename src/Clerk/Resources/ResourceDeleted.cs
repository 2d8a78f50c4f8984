using Identity.Clerk.Identifiers;

namespace Identity.Clerk.Resources;

/// <summary>A resource that is kept by itself was deleted (<c>organizationDomain.deleted</c>).</summary>
public sealed record ResourceDeleted(ResourceKind Kind, ResourceId Id) : ClerkEvent;
