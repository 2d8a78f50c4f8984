namespace Identity.Clerk.Emulator.Billing;

/// <summary>What a user or an organization pays for: one item of one plan. Times are Unix milliseconds.</summary>
internal sealed record Subscription
{
    public const string Active = "active";
    public const string PastDue = "past_due";
    public const string Canceled = "canceled";
    public const string Ended = "ended";

    public required string Id { get; init; }

    public required string ItemId { get; init; }

    public required string PayerId { get; init; }

    /// <summary>Who pays, unless it is an organization.</summary>
    public string? UserId { get; init; }

    public string? OrganizationId { get; init; }

    public required string Plan { get; init; }

    /// <summary>Cents per month.</summary>
    public int Amount { get; init; }

    public int Seats { get; init; }

    public required string Status { get; init; }

    public required string ItemStatus { get; init; }

    public bool IsFreeTrial { get; init; }

    public required PaymentAttempt Payment { get; init; }

    public long? PastDueAt { get; init; }

    public long? CanceledAt { get; init; }

    public long? EndedAt { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }
}
