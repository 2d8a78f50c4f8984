using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>A role that members of organizations have. Times are unix milliseconds.</summary>
public sealed record RoleResource
{
    public required RoleId Id { get; init; }

    /// <summary>What memberships name it by, such as <c>org:admin</c>.</summary>
    public required string Key { get; init; }

    /// <summary>What it grants, each as it was when this was sent.</summary>
    public required ImmutableArray<PermissionResource> Permissions { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>The version of this snapshot: of two, the one with the greater value is newer.</summary>
    public required long UpdatedAt { get; init; }

    /// <summary>The whole object as received.</summary>
    public required RawJson Raw { get; init; }
}
