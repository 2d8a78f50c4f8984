namespace Identity.Clerk.Emulator.Billing;

/// <summary>One try to take money. Times are Unix milliseconds.</summary>
internal sealed record PaymentAttempt
{
    public const string Paid = "paid";
    public const string Failed = "failed";

    public required string Id { get; init; }

    public required string PaymentId { get; init; }

    public required string StatementId { get; init; }

    public required string Status { get; init; }

    /// <summary><c>checkout</c> at first, later <c>recurring</c>.</summary>
    public required string ChargeType { get; init; }

    public long? PaidAt { get; init; }

    public long? FailedAt { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }
}
