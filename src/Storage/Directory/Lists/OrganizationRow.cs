using Identity.Clerk.Identifiers;

namespace Identity.Storage.Directory.Lists;

/// <summary>An organization of a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Members">How many members it has; null when that wasn't asked.</param>
/// <param name="HasSoughtRole">Whether a member has one of the roles; null when that wasn't asked.</param>
public sealed record OrganizationRow(OrganizationId Id, long? Members, bool? HasSoughtRole);
