using System.Text.Json.Serialization;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Orleans;

namespace Identity.Grains.Organizations;

/// <summary>An organization's profile at one moment. Immutable, and shared by all who read it.</summary>
[GenerateSerializer, Immutable, Alias("identity.OrganizationSnapshot")]
public sealed record OrganizationSnapshot
{
    [Id(0)] public required OrganizationId Id { get; init; }
    [Id(1)] public required string Name { get; init; }
    [Id(2)] public string? Slug { get; init; }
    [Id(3)] public string? ImageUrl { get; init; }

    /// <summary>Unix time in milliseconds.</summary>
    [Id(4)] public required long CreatedAt { get; init; }

    /// <summary>Unix time in milliseconds; Clerk's version of the profile.</summary>
    [Id(5)] public required long UpdatedAt { get; init; }

    /// <summary>
    /// The whole resource as Clerk sent it, <c>private_metadata</c> included: not for an answer to a browser.
    /// </summary>
    [Id(6), JsonIgnore] public required RawJson Raw { get; init; }
}
