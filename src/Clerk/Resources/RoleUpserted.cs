namespace Identity.Clerk.Resources;

/// <summary>A role was made or changed (<c>role.created</c>, <c>role.updated</c>).</summary>
public sealed record RoleUpserted(RoleResource Role, bool Created) : ClerkEvent;
