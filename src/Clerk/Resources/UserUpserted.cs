namespace Identity.Clerk.Resources;

/// <summary>
/// A user was created (<c>user.created</c>) or changed (<c>user.updated</c>); a full snapshot either way.
/// </summary>
public sealed record UserUpserted(UserResource User, bool Created) : ClerkEvent;
