using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Orleans;

namespace Identity.Grains.Directory;

/// <summary>A resource's row in the directory. A deleted one keeps a row that says so, and nothing else.</summary>
[GenerateSerializer, Immutable, Alias("identity.ResourceEntry")]
public sealed record ResourceEntry
{
    [Id(0)] public required ResourceId Id { get; init; }
    [Id(1)] public required ResourceKind Kind { get; init; }

    /// <summary>Counts the changes of the resource's grain; a row never replaces one of a higher revision.</summary>
    [Id(2)] public required long Revision { get; init; }

    [Id(3)] public bool Deleted { get; init; }

    /// <inheritdoc cref="ClerkResource.OrganizationId"/>
    [Id(4)] public OrganizationId? OrganizationId { get; init; }

    /// <inheritdoc cref="ClerkResource.UserId"/>
    [Id(5)] public UserId? UserId { get; init; }

    /// <inheritdoc cref="ClerkResource.InviterId"/>
    [Id(6)] public UserId? InviterId { get; init; }

    /// <inheritdoc cref="ClerkResource.EmailAddress"/>
    [Id(7)] public string? EmailAddress { get; init; }

    /// <inheritdoc cref="ClerkResource.Status"/>
    [Id(8)] public string? Status { get; init; }

    /// <summary>Unix time in milliseconds, as Clerk says it; null for a deleted resource.</summary>
    [Id(9)] public long? CreatedAt { get; init; }

    /// <inheritdoc cref="CreatedAt"/>
    [Id(10)] public long? UpdatedAt { get; init; }

    /// <inheritdoc cref="ClerkResource.Name"/>
    [Id(11)] public string? Name { get; init; }

    /// <inheritdoc cref="ClerkResource.EnrollmentMode"/>
    [Id(12)] public string? EnrollmentMode { get; init; }

    /// <inheritdoc cref="ClerkResource.IsVerified"/>
    [Id(13)] public bool? IsVerified { get; init; }

    /// <inheritdoc cref="ClerkResource.ExpiresAt"/>
    [Id(14)] public long? ExpiresAt { get; init; }

    // The fields are personal data.
    public override string ToString() => $"ResourceEntry {Kind} {Id} r{Revision}";
}
