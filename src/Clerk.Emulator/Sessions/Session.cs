using System.Text.Json.Serialization;

namespace Identity.Clerk.Emulator.Sessions;

/// <summary>One sign-in. Times are Unix milliseconds.</summary>
internal sealed record Session
{
    private const long DaysToExpire = 7;
    private const long DaysToAbandon = 30;
    private const long MillisecondsPerDay = 86_400_000;

    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string ClientId { get; init; }

    public required string ActivityId { get; init; }

    /// <summary>
    /// One of Clerk's session states; here <c>active</c>, <c>pending</c>, <c>ended</c>, <c>revoked</c> or
    /// <c>removed</c>.
    /// </summary>
    public required string Status { get; init; }

    public string? LastActiveOrganizationId { get; init; }

    public long LastActiveAt { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public long ExpireAt => CreatedAt + (DaysToExpire * MillisecondsPerDay);

    public long AbandonAt => CreatedAt + (DaysToAbandon * MillisecondsPerDay);

    /// <summary>Whether nobody has ended it; it may have expired all the same.</summary>
    [JsonIgnore]
    public bool IsOngoing => Status is SessionStatus.Active or SessionStatus.Pending;

    public bool IsLive(long now) => IsOngoing && ExpireAt > now;
}
