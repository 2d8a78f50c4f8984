using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>A role that members of organizations have. Times are unix milliseconds.</summary>
/// <remarks>Two are equal when what Clerk sent is the same, byte for byte.</remarks>
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

    /// <summary>Reads a role.</summary>
    /// <param name="json">The object as UTF-8; it is copied.</param>
    /// <param name="role">The role.</param>
    /// <param name="error">A short reason that names the member and never its value.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> json,
        [NotNullWhen(true)] out RoleResource? role,
        [NotNullWhen(false)] out string? error) =>
        ResourceJson.TryRead(json, "role", RoleReader.Read, out role, out error);

    public bool Equals(RoleResource? other) => other is not null && Raw.Equals(other.Raw);

    public override int GetHashCode() => Raw.GetHashCode();
}
