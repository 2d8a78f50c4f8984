using System.Collections.Immutable;

namespace Identity.Grains.Events;

/// <summary>Some of the deliveries that wait for an entity.</summary>
/// <param name="Deliveries">The deliveries, in the order of their ids.</param>
/// <param name="IsLast">Whether no further page follows.</param>
public readonly record struct PendingPage(ImmutableArray<ClerkDelivery> Deliveries, bool IsLast)
{
    /// <summary>Nothing waits.</summary>
    public static PendingPage Empty { get; } = new([], IsLast: true);
}
