using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Clerk.Webhooks;
using Identity.Grains.Events;

namespace Identity.Grains.Tests.Engine;

/// <summary>What the inbox would still hold, for whom and in pages as the real one gives it.</summary>
internal sealed class PendingDeliveries : IPendingDeliveries
{
    private ILookup<EntityId?, ClerkDelivery> _byEntity = ToLookup([]);

    /// <summary>All that waits, for any entity.</summary>
    public ImmutableArray<ClerkDelivery> Pending
    {
        get => [.. _byEntity.SelectMany(deliveries => deliveries)];
        set => _byEntity = ToLookup(value);
    }

    /// <summary>How many deliveries each page had that was asked for.</summary>
    public List<int> Pages { get; } = [];

    public ValueTask<PendingPage> ForAsync(EntityId id, MessageId? after, CancellationToken cancellationToken)
    {
        var rest = _byEntity[id].Where(d => after is not { } last || d.Id.CompareTo(last) > 0).ToList();
        var page = rest.Take(256).ToImmutableArray();
        lock (Pages) Pages.Add(page.Length);
        return new(new PendingPage(page, IsLast: page.Length == rest.Count));
    }

    private static ILookup<EntityId?, ClerkDelivery> ToLookup(ImmutableArray<ClerkDelivery> deliveries) =>
        deliveries.OrderBy(d => d.Id.Value, StringComparer.Ordinal).ToLookup(TargetOf);

    private static EntityId? TargetOf(ClerkDelivery delivery) =>
        WebhookEnvelope.TryRead(delivery.Body, out var envelope, out _)
        && ClerkEventRouting.TryRoute(envelope, out var target)
            ? target.Entity
            : null;
}
