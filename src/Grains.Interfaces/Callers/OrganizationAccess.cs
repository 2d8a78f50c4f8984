using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Orleans;

namespace Identity.Grains.Callers;

/// <summary>What a member may do in an organization, by the live membership and not by the token.</summary>
[GenerateSerializer, Immutable, Alias("identity.OrganizationAccess")]
public sealed record OrganizationAccess
{
    [Id(0)] public required OrganizationId Id { get; init; }
    [Id(1)] public string? Slug { get; init; }

    /// <summary>The role's key with its <c>org:</c> prefix.</summary>
    [Id(2)] public required string Role { get; init; }

    /// <summary>Permission keys such as <c>org:invoices:read</c>, system permissions (<c>org:sys_*</c>) included.</summary>
    [Id(3)] public required ImmutableArray<string> Permissions { get; init; }
}
