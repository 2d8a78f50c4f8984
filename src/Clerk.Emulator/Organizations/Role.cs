namespace Identity.Clerk.Emulator.Organizations;

/// <summary>What members of organizations can be. Times are Unix milliseconds.</summary>
internal sealed record Role
{
    public required string Id { get; init; }

    /// <summary>With its prefix: <c>org:admin</c>.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public bool IsCreatorEligible { get; init; }

    /// <summary>In the order in which they were given; one that was deleted since is not in the catalog.</summary>
    public required IReadOnlyList<string> PermissionIds { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }
}
