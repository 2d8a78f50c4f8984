using Identity.Clerk.Identifiers;
using Orleans;

namespace Identity.Grains.Directory;

/// <summary>A membership's row in the directory, keyed by its own id: who left and came back has two.</summary>
[GenerateSerializer, Immutable, Alias("identity.MembershipEntry")]
public sealed record MembershipEntry
{
    [Id(0)] public required MembershipId Id { get; init; }
    [Id(1)] public required UserId UserId { get; init; }
    [Id(2)] public required OrganizationId OrganizationId { get; init; }

    /// <summary>The user grain's revision; a row never replaces one of a higher revision.</summary>
    [Id(3)] public required long Revision { get; init; }

    [Id(4)] public bool Deleted { get; init; }

    /// <summary>The role's key with its <c>org:</c> prefix; null for a deleted membership.</summary>
    [Id(5)] public string? Role { get; init; }

    /// <summary>Unix time in milliseconds, as Clerk says it.</summary>
    [Id(6)] public long CreatedAt { get; init; }
}
