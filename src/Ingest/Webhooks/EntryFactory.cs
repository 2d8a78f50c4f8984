using System.Collections.Frozen;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Clerk.Webhooks;
using Identity.Storage.Inbox;

namespace Identity.Ingest.Webhooks;

/// <summary>Decides, before anything is stored, what a verified message is and whom it concerns.</summary>
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
        if (!WebhookEnvelope.TryRead(body, out var envelope, out var error))
        {
            if (MayCarryOneTimeCode(body.Span)) return null;
            return new InboxEntry
            {
                InstanceId = pin.Known ?? InstancePin.Unknown,
                Id = id,
                Type = UnreadableType,
                OccurredAt = now,
                ReceivedAt = now,
                Body = body,
                State = InboxState.Quarantined,
                Reason = error,
            };
        }

        if (OneTimeCodes.Contains(envelope.Type)) return null;

        var pinned = await pin.GetAsync(envelope.InstanceId, cancellationToken);
        var entry = new InboxEntry
        {
            InstanceId = envelope.InstanceId,
            Id = id,
            Type = envelope.Type,
            OccurredAt = envelope.OccurredAt,
            ReceivedAt = now,
            Body = body,
            State = InboxState.Pending,
        };
        if (pinned != envelope.InstanceId)
        {
            return entry with { State = InboxState.Quarantined, Reason = "instance_id: another Clerk instance's event" };
        }

        if (!ClerkEventRouting.TryRoute(envelope, out var target))
        {
            return entry with { State = InboxState.Quarantined, Reason = "data: it doesn't say whom it concerns" };
        }

        if (target is { User: null, Organization: null }) return entry with { State = InboxState.Applied };

        // A membership is kept by the user's grain. The organization's grain must not see each of 100 000 of them.
        return entry with { UserId = target.User, OrganizationId = target.User is null ? target.Organization : null };
    }

    // What can't be read is kept for a later release to read, unless it looks like what must never be kept.
    private static bool MayCarryOneTimeCode(ReadOnlySpan<byte> body) =>
        body.IndexOf("email.created"u8) >= 0 || body.IndexOf("sms.created"u8) >= 0 || body.IndexOf("otp_code"u8) >= 0;
}
