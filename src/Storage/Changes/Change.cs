using Identity.Clerk.Identifiers;
using Identity.Storage.Inbox;

namespace Identity.Storage.Changes;

/// <summary>What became of a delivery, or what was learned from Clerk's Backend API. No personal data.</summary>
public sealed record Change
{
    /// <summary>Its place in the feed.</summary>
    public required ChangePosition Position { get; init; }

    /// <summary>The delivery; null when Clerk was asked and no webhook told of it.</summary>
    public MessageId? Delivery { get; init; }

    /// <summary>The event's type; null when Clerk was asked.</summary>
    public string? Type { get; init; }

    /// <summary>What became of it: any state but pending.</summary>
    public required InboxState State { get; init; }

    /// <summary>Who applies it; null when it changes nothing here.</summary>
    public EntityId? Entity { get; init; }

    /// <summary>The user whom it is about; null for none.</summary>
    public UserId? UserId { get; init; }

    /// <summary>The organization that it is about; null for none.</summary>
    public OrganizationId? OrganizationId { get; init; }

    /// <summary>When it happened at Clerk: Unix time in milliseconds; null when Clerk was asked.</summary>
    public long? OccurredAt { get; init; }
}
