using System.Text.Json;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>An invitation to an organization. Times are Unix milliseconds.</summary>
internal sealed record Invitation
{
    public const string Pending = "pending";
    public const string Accepted = "accepted";
    public const string Revoked = "revoked";
    public const string Expired = "expired";

    private const long MillisecondsToExpire = 30 * 86_400_000L;

    public required string Id { get; init; }

    public required string OrganizationId { get; init; }

    public required string EmailAddress { get; init; }

    public required string Role { get; init; }

    public string? InviterId { get; init; }

    /// <summary>Who has accepted it.</summary>
    public string? UserId { get; init; }

    public required string Status { get; init; }

    public required JsonElement PublicMetadata { get; init; }

    public required JsonElement PrivateMetadata { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public long ExpiresAt() => CreatedAt + MillisecondsToExpire;

    /// <summary>One that nobody has taken up expires without an event.</summary>
    public string StatusAt(long now) => Status == Pending && ExpiresAt() <= now ? Expired : Status;
}
