using System.Text.Json;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>An organization; times are Unix milliseconds.</summary>
internal sealed record Organization
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Slug { get; init; }

    public string? CreatedBy { get; init; }

    public required JsonElement PublicMetadata { get; init; }

    public required JsonElement PrivateMetadata { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public bool Answers(string idOrSlug) => Id == idOrSlug || Slug == idOrSlug;
}
