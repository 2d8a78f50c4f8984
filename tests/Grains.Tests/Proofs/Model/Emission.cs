using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Clerk.Webhooks;
using Identity.Grains.Events;
using Identity.Grains.Merging;
using Identity.Testing;

namespace Identity.Grains.Tests.Proofs.Model;

/// <summary>Something that the model Clerk told: an event, or what its Backend API answered at that moment.</summary>
internal sealed class Emission
{
    private Reading? _reading;

    private Emission(EntityId? target, string type, JsonObject data, long occurredAt) =>
        (Target, Type, Data, OccurredAt) = (target, type, data, occurredAt);

    /// <summary>The entity that applies it; null when nobody does.</summary>
    public EntityId? Target { get; }

    /// <summary>The event's type, or the kind of what was fetched.</summary>
    public string Type { get; }

    /// <summary>The resource.</summary>
    public JsonObject Data { get; }

    /// <summary>The envelope's timestamp, unix milliseconds; what the envelope says may be its second.</summary>
    public long OccurredAt { get; }

    /// <summary>The event; null for what was fetched.</summary>
    public ClerkDelivery? Delivery { get; private init; }

    /// <summary>What was fetched; null for an event.</summary>
    public FetchedSnapshot? Fetched { get; private init; }

    /// <summary>What the grains read of it.</summary>
    public Reading Reading => _reading ??= Delivery is { } delivery
        ? new Reading(delivery.Id, ReceivedEvent.Read(delivery, out var reason), reason)
        : FetchedEvent.Read(Fetched!);

    /// <summary>Its message; what was fetched has none of its own.</summary>
    public MessageId Message => Delivery?.Id ?? FetchedEvent.Message;

    public static Emission Event(
        string message, string type, JsonObject data, long occurredAt, bool seconds, string instance)
    {
        var stamp = seconds ? occurredAt / 1000 : occurredAt;
        var body = ClerkEventJson.Envelope(type, data.DeepClone(), stamp, instance);
        if (!WebhookEnvelope.TryRead(body, out var envelope, out var error)
            || !ClerkEventRouting.TryRoute(envelope, out var target))
        {
            throw new InvalidOperationException($"{type}: {error ?? "no target"}");
        }

        return new Emission(target.Entity, type, data, envelope.OccurredAt)
        {
            Delivery = new ClerkDelivery(MessageId.Parse(message), body),
        };
    }

    public static Emission Fetch(FetchedKind kind, EntityId target, JsonObject data, bool isGone) =>
        new(target, isGone ? $"gone {kind}" : $"fetched {kind}", data, occurredAt: 0)
        {
            Fetched = new FetchedSnapshot(kind, Merging.EventMaker.Json(data), isGone),
        };

    public override string ToString() =>
        $"{Type} {Data["id"]} updated_at={Data["updated_at"]} at={OccurredAt} {Message} -> {Target?.Value ?? "nobody"}";
}
