using System.Diagnostics.CodeAnalysis;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>An organization, as Clerk's webhooks and Backend API describe one. Times are unix milliseconds.</summary>
public sealed record OrganizationResource
{
    /// <summary>The organization's id.</summary>
    public required OrganizationId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The name for use in addresses; null where the instance has no slugs.</summary>
    public string? Slug { get; init; }

    public string? ImageUrl { get; init; }

    /// <summary>Who made it; null if it was made without a user, e.g. in Clerk's dashboard.</summary>
    public UserId? CreatedBy { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>The version of this snapshot: of two, the one with the greater value is newer.</summary>
    public required long UpdatedAt { get; init; }

    /// <summary>The whole object as received, <c>private_metadata</c> included; see <see cref="PublicJson"/>.</summary>
    public required RawJson Raw { get; init; }

    /// <summary>Reads an organization.</summary>
    /// <param name="json">The object as UTF-8; it is copied.</param>
    /// <param name="organization">The organization.</param>
    /// <param name="error">A short reason that names the member and never its value.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> json,
        [NotNullWhen(true)] out OrganizationResource? organization,
        [NotNullWhen(false)] out string? error) =>
        ResourceJson.TryRead(json, "organization", OrganizationReader.Read, out organization, out error);
}
