using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Identity.Clerk.Json;
using Identity.Clerk.Resources;

namespace Identity.Grains.Users;

/// <summary>What a live membership grants.</summary>
[JsonConverter(typeof(MembershipGrantJsonConverter))]
internal sealed record MembershipGrant
{
    /// <summary>The role's key with its <c>org:</c> prefix.</summary>
    public required string Role { get; init; }

    public required ImmutableArray<string> Permissions { get; init; }

    /// <summary>The slug that the membership's event told; the organization's own is better, if it is known.</summary>
    public string? OrganizationSlug { get; init; }

    public required RawJson Raw { get; init; }

    public static MembershipGrant From(OrganizationMembershipResource membership) => new()
    {
        Role = membership.Role,
        Permissions = membership.Permissions,
        OrganizationSlug = membership.OrganizationSlug,
        Raw = membership.Raw,
    };
}
