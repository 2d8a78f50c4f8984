using Identity.Clerk.Identifiers;

namespace Identity.Clerk.Resources;

/// <summary>A role was deleted (<c>role.deleted</c>).</summary>
/// <param name="Id">The role.</param>
/// <param name="Key">Its key; null where Clerk sends only a stub.</param>
public sealed record RoleDeleted(RoleId Id, string? Key) : ClerkEvent;
