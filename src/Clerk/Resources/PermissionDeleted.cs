using Identity.Clerk.Identifiers;

namespace Identity.Clerk.Resources;

/// <summary>A permission was deleted (<c>permission.deleted</c>).</summary>
/// <param name="Id">The permission.</param>
/// <param name="Key">Its key; null where Clerk sends only a stub.</param>
public sealed record PermissionDeleted(PermissionId Id, string? Key) : ClerkEvent;
