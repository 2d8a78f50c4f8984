namespace Identity.Clerk.Resources;

/// <summary>A permission was made or changed (<c>permission.created</c>, <c>permission.updated</c>).</summary>
public sealed record PermissionUpserted(PermissionResource Permission, bool Created) : ClerkEvent;
