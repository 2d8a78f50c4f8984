using System.Collections.Immutable;
using Identity.Clerk.Identifiers;

namespace Identity.Clerk.Tokens;

/// <summary>The organization in which the user acts, as of when the token was made.</summary>
public sealed record OrganizationClaims
{
    public required OrganizationId Id { get; init; }

    public string? Slug { get; init; }

    /// <summary>The role's key with its prefix, e.g. <c>org:admin</c>, in both versions of the token.</summary>
    public string? Role { get; init; }

    /// <summary>Full permissions, e.g. <c>org:invoices:read</c>. System permissions are never in tokens.</summary>
    public ImmutableArray<string> Permissions { get; init; } = [];
}
