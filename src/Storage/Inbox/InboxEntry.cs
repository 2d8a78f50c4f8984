using Identity.Clerk.Identifiers;

namespace Identity.Storage.Inbox;

/// <summary>A verified delivery as the inbox keeps it.</summary>
public sealed record InboxEntry
{
    /// <summary>The Clerk instance that sent it; half of the key.</summary>
    public required InstanceId InstanceId { get; init; }

    /// <summary>The message's id (<c>svix-id</c>); the other half of the key.</summary>
    public required MessageId Id { get; init; }

    /// <summary>The event's type, such as <c>user.updated</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened, as the envelope says: Unix time in milliseconds.</summary>
    public required long OccurredAt { get; init; }

    /// <summary>
    /// When it was received, by our own clock: Unix time in milliseconds. It never takes part in a merge.
    /// </summary>
    public required long ReceivedAt { get; init; }

    /// <summary>The one entity that applies it; null when it changes nothing here. A pending entry has one.</summary>
    public EntityId? Entity { get; init; }

    /// <summary>The user whom it is about, whoever applies it; null for none.</summary>
    /// <remarks>An entry that a user applies is stored as one about that user, whatever this says.</remarks>
    public UserId? UserId { get; init; }

    /// <summary>The organization that it is about, whoever applies it; null for none.</summary>
    /// <remarks>An entry that an organization applies is stored as one about that organization.</remarks>
    public OrganizationId? OrganizationId { get; init; }

    /// <summary>
    /// The verified body, byte for byte; empty in lists, and once it was erased. Who adds an entry hands the memory
    /// over: it must not change any more.
    /// </summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether its body was removed because it held somebody's data who asked for that.</summary>
    public bool BodyErased { get; init; }

    /// <summary>What has become of it.</summary>
    public InboxState State { get; init; }

    /// <summary>Why it is in quarantine, without a word of the body; null when it isn't.</summary>
    public string? Reason { get; init; }

    /// <summary>How often it was claimed, this time included; 0 for an entry that nobody has claimed.</summary>
    public int Attempts { get; init; }

    /// <summary>Its place in a list.</summary>
    public InboxPosition Position => new(ReceivedAt, InstanceId, Id);

    // The body holds personal data.
    public override string ToString() => $"InboxEntry {InstanceId} {Id} {Type} {State}";
}
