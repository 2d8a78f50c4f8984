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
    /// <summary>Stands for a message where a snapshot came by no message.</summary>
    public static MessageId Fetched { get; } = MessageId.Parse("backend_api");

    /// <summary>Reads a delivery; null and the reason when it can't be understood.</summary>
    public static ReceivedEvent? Read(ClerkDelivery delivery, out string? reason)
    {
        if (!WebhookEnvelope.TryRead(delivery.Body, out var envelope, out reason)) return null;
        return ClerkEventReader.TryRead(envelope, out var clerkEvent, out reason)
            ? new ReceivedEvent(delivery.Id, envelope.OccurredAt, clerkEvent)
            : null;
    }

    /// <summary>
    /// A user that was fetched. Of the event that made the same snapshot it is the earlier one, whose envelope is sent
    /// some milliseconds after <c>updated_at</c>.
    /// </summary>
    public static ReceivedEvent FromFetched(UserResource user) =>
        new(Fetched, user.UpdatedAt, new UserUpserted(user, Created: true));

    /// <summary>The version of a snapshot that says when it was last changed.</summary>
    public EventVersion VersionOf(long updatedAt, EventRank rank) => new(updatedAt, OccurredAt, rank, Message);

    /// <summary>The version of a deletion: such events carry no <c>updated_at</c>, or an old one.</summary>
    public EventVersion DeletionVersion => new(OccurredAt, OccurredAt, EventRank.Ended, Message);
}
