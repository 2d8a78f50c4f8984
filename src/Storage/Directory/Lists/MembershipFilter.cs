using System.Collections.Immutable;
using Identity.Clerk.Identifiers;

namespace Identity.Storage.Directory.Lists;

/// <summary>Which memberships are meant: those for which all holds that is said. By default all visible ones.</summary>
public sealed record MembershipFilter
{
    public OrganizationId? OrganizationId { get; init; }

    public UserId? UserId { get; init; }

    /// <summary>Keys of roles, with their <c>org:</c> prefix.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>When the membership was made.</summary>
    public TimeWindow CreatedAt { get; init; }

    /// <summary>What holds for the member; a user of whom no event has come is left out where anything must.</summary>
    public UserFilter Users { get; init; } = new();
}
