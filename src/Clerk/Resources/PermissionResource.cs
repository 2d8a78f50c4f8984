using System.Diagnostics.CodeAnalysis;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>A permission that roles grant. Times are unix milliseconds.</summary>
public sealed record PermissionResource
{
    public required PermissionId Id { get; init; }

    /// <summary>What code asks for, such as <c>org:invoices:read</c>.</summary>
    public required string Key { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>The version of this snapshot: of two, the one with the greater value is newer.</summary>
    public required long UpdatedAt { get; init; }

    /// <summary>The whole object as received.</summary>
    public required RawJson Raw { get; init; }

    /// <summary>Reads a permission.</summary>
    /// <param name="json">The object as UTF-8; it is copied.</param>
    /// <param name="permission">The permission.</param>
    /// <param name="error">A short reason that names the member and never its value.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> json,
        [NotNullWhen(true)] out PermissionResource? permission,
        [NotNullWhen(false)] out string? error) =>
        ResourceJson.TryRead(json, "permission", PermissionReader.Read, out permission, out error);
}
