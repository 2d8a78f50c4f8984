using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Clerk.Webhooks;
using Identity.Grains.Events;

namespace Identity.Grains.Merging;

/// <summary>A delivery that was read.</summary>
/// <param name="Message">The message it came in.</param>
/// <param name="OccurredAt">The envelope's timestamp, unix milliseconds.</param>
/// <param name="Event">What it says.</param>
internal sealed record ReceivedEvent(MessageId Message, long OccurredAt, ClerkEvent Event)
{
    /// <summary>Reads a delivery; null and the reason when it can't be understood.</summary>
    public static ReceivedEvent? Read(ClerkDelivery delivery, out string? reason)
    {
        if (!WebhookEnvelope.TryRead(delivery.Body, out var envelope, out reason)) return null;
        return ClerkEventReader.TryRead(envelope, out var clerkEvent, out reason)
            ? new ReceivedEvent(delivery.Id, envelope.OccurredAt, clerkEvent)
            : null;
    }

    /// <summary>The version of a snapshot that says when it was last changed.</summary>
    public EventVersion VersionOf(long updatedAt, EventRank rank) => new(updatedAt, OccurredAt, rank, Message);

    /// <summary>The version of a snapshot that is either the first or a later one.</summary>
    public EventVersion VersionOf(long updatedAt, bool created) =>
        VersionOf(updatedAt, created ? EventRank.Created : EventRank.Updated);

    /// <summary>The version of a deletion: such events carry no <c>updated_at</c>, or an old one.</summary>
    public EventVersion DeletionVersion => new(OccurredAt, OccurredAt, EventRank.Ended, Message);
}
