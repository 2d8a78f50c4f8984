namespace Identity.Clerk.Emulator.Waitlist;

/// <summary>Somebody who wants to be let in. Times are Unix milliseconds.</summary>
internal sealed record WaitlistEntry
{
    public const string Pending = "pending";
    public const string Invited = "invited";
    public const string Rejected = "rejected";

    public required string Id { get; init; }

    public required string EmailAddress { get; init; }

    public required string Status { get; init; }

    /// <summary>Of the invitation that let them in.</summary>
    public string? InvitationId { get; init; }

    public long? InvitedAt { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }
}
