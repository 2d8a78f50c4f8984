using Identity.Clerk.Identifiers;
using Orleans;

namespace Identity.Grains.Directory;

/// <summary>An organization's row in the directory. A deleted one keeps a row that says so, and nothing else.</summary>
[GenerateSerializer, Immutable, Alias("identity.OrganizationEntry")]
public sealed record OrganizationEntry
{
    [Id(0)] public required OrganizationId Id { get; init; }

    /// <summary>Counts the changes of the grain; a row never replaces one of a higher revision.</summary>
    [Id(1)] public required long Revision { get; init; }

    [Id(2)] public bool Deleted { get; init; }
    [Id(3)] public string? Name { get; init; }
    [Id(4)] public string? Slug { get; init; }

    /// <summary>Unix time in milliseconds, as Clerk says it; null for a deleted organization.</summary>
    [Id(5)] public long? CreatedAt { get; init; }

    /// <inheritdoc cref="CreatedAt"/>
    [Id(6)] public long? UpdatedAt { get; init; }
}
