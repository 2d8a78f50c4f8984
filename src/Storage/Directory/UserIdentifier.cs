namespace Identity.Storage.Directory;

/// <summary>One value by which a user can be found.</summary>
internal readonly record struct UserIdentifier(IdentifierKind Kind, string Value);
