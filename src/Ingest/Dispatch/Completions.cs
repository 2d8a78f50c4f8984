using Identity.Grains.Events;
using Identity.Ingest.Webhooks;
using Identity.Storage.Inbox;

namespace Identity.Ingest.Dispatch;

/// <summary>What a grain's word means for the inbox and for whoever sent the delivery.</summary>
internal static class Completions
{
    /// <summary>What the inbox row says from now on.</summary>
    /// <param name="entry">The delivery.</param>
    /// <param name="outcome">What the grain made of it.</param>
    /// <param name="erased">Whether the person asked to be forgotten, so that the body must go.</param>
    public static InboxCompletion Of(InboxEntry entry, EventOutcome outcome, bool erased) =>
        new(entry.InstanceId, entry.Id, StateOf(outcome.Result), outcome.Reason, EraseBody: erased);

    public static IntakeResult ResultOf(EventOutcome outcome) => new(
        outcome.Result switch
        {
            EventResult.Applied or EventResult.Held => IntakeStatus.Applied,
            EventResult.Stale => IntakeStatus.Stale,
            _ => IntakeStatus.Quarantined,
        },
        outcome.Reason);

    private static InboxState StateOf(EventResult result) => result switch
    {
        EventResult.Applied or EventResult.Held => InboxState.Applied,
        EventResult.Stale => InboxState.Stale,
        _ => InboxState.Quarantined,
    };
}
