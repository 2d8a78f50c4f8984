namespace Identity.Clerk.Emulator.Organizations;

/// <summary>A user's place in an organization; a member who leaves and returns gets a new one.</summary>
internal sealed record Membership
{
    public required string Id { get; init; }

    public required string OrganizationId { get; init; }

    public required string UserId { get; init; }

    /// <summary>A key of <see cref="RoleCatalog"/>, such as <c>org:admin</c>.</summary>
    public required string Role { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }
}
