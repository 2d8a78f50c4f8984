using System.Collections.Frozen;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Clerk.Webhooks;
using Identity.Storage.Inbox;

namespace Identity.Ingest.Webhooks;

/// <summary>Decides, before anything is stored, what a verified message is and who applies it.</summary>
internal sealed class EntryFactory(InstancePin pin, TimeProvider clock)
{
    /// <summary>What an entry's type is called when its envelope can't be read.</summary>
    internal const string UnreadableType = "unreadable";

    /// <summary>Types that carry one-time codes. They are never stored, in no table and no log.</summary>
    private static readonly FrozenSet<string> OneTimeCodes =
        FrozenSet.Create(StringComparer.Ordinal, "email.created", "sms.created");

    /// <summary>The inbox entry; null for a message that must not be stored.</summary>
    public async ValueTask<InboxEntry?> MakeAsync(
        MessageId id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var entry = new InboxEntry
        {
            InstanceId = pin.Known ?? InstancePin.Unknown,
            Id = id,
            Type = UnreadableType,
            OccurredAt = now,
            ReceivedAt = now,
            Body = body,
        };
        if (!WebhookEnvelope.TryRead(body, out var envelope, out var error))
        {
            return MayCarryOneTimeCode(body.Span) ? null : Quarantined(entry, error);
        }

        if (OneTimeCodes.Contains(envelope.Type)) return null;
        var pinned = await pin.GetAsync(envelope.InstanceId, cancellationToken);
        return Classify(entry with { InstanceId = envelope.InstanceId }, envelope, pinned);
    }

    /// <summary>
    /// The entry as this release understands it: it may have been stored by one that understood less, or for an instance
    /// that wasn't ours then.
    /// </summary>
    public async ValueTask<InboxEntry> RereadAsync(InboxEntry entry, CancellationToken cancellationToken) =>
        WebhookEnvelope.TryRead(entry.Body, out var envelope, out var error)
            ? Classify(entry, envelope, await pin.GetAsync(envelope.InstanceId, cancellationToken))
            : Quarantined(entry, error);

    private static InboxEntry Classify(InboxEntry entry, WebhookEnvelope envelope, InstanceId pinned)
    {
        entry = entry with { Type = envelope.Type, OccurredAt = envelope.OccurredAt, Reason = null };
        if (pinned != envelope.InstanceId)
        {
            return entry with
            {
                State = InboxState.Foreign,
                Reason = "instance_id: another Clerk instance's event",
            };
        }

        if (!ClerkEventRouting.TryRoute(envelope, out var target))
        {
            return Quarantined(entry, "data: it doesn't say whom it concerns");
        }

        return entry with
        {
            State = target.Entity is null ? InboxState.Kept : InboxState.Pending,
            Entity = target.Entity,
            UserId = target.User,
            OrganizationId = target.Organization,
        };
    }

    private static InboxEntry Quarantined(InboxEntry entry, string reason) =>
        entry with { State = InboxState.Quarantined, Reason = reason };

    // What can't be read is kept for a later release to read, unless it looks like what must never be kept.
    private static bool MayCarryOneTimeCode(ReadOnlySpan<byte> body) =>
        body.IndexOf("email.created"u8) >= 0 || body.IndexOf("sms.created"u8) >= 0 || body.IndexOf("otp_code"u8) >= 0;
}
