using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>That a user belongs to an organization, and as what. Times are unix milliseconds.</summary>
/// <remarks>
/// Whoever leaves and comes back gets a new membership with a new id. Two are equal when what Clerk sent is the same,
/// byte for byte.
/// </remarks>
public sealed record OrganizationMembershipResource
{
    /// <summary>The membership's own id.</summary>
    public required MembershipId Id { get; init; }

    public required UserId UserId { get; init; }

    public required OrganizationId OrganizationId { get; init; }

    /// <summary>The role's key, e.g. <c>org:admin</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The role's name for people, e.g. <c>Admin</c>.</summary>
    public string? RoleName { get; init; }

    /// <summary>What the role allowed when this was sent, system permissions (<c>org:sys_…</c>) included.</summary>
    public ImmutableArray<string> Permissions { get; init; } = [];

    /// <summary>The organization's slug when this was sent.</summary>
    public string? OrganizationSlug { get; init; }

    /// <summary>The organization's name when this was sent.</summary>
    public string? OrganizationName { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>
    /// The version of this snapshot. In a deletion it is the time of the last update, not of the deletion.
    /// </summary>
    public required long UpdatedAt { get; init; }

    /// <summary>The whole object as received, <c>private_metadata</c> included; see <see cref="PublicJson"/>.</summary>
    public required RawJson Raw { get; init; }

    /// <summary>Reads a membership.</summary>
    /// <param name="json">The object as UTF-8; it is copied.</param>
    /// <param name="membership">The membership.</param>
    /// <param name="error">A short reason that names the member and never its value.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> json,
        [NotNullWhen(true)] out OrganizationMembershipResource? membership,
        [NotNullWhen(false)] out string? error) =>
        ResourceJson.TryRead(json, "membership", OrganizationMembershipReader.Read, out membership, out error);

    public bool Equals(OrganizationMembershipResource? other) => other is not null && Raw.Equals(other.Raw);

    public override int GetHashCode() => Raw.GetHashCode();
}
