using Identity.Clerk.Identifiers;

namespace Identity.Clerk.Resources;

/// <summary>A user was deleted (<c>user.deleted</c>).</summary>
public sealed record UserDeleted(UserId Id) : ClerkEvent;
