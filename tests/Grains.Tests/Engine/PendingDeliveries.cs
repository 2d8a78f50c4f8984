using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;

namespace Identity.Grains.Tests.Engine;

/// <summary>What the inbox would still hold.</summary>
internal sealed class PendingDeliveries : IPendingDeliveries
{
    public ImmutableArray<ClerkDelivery> Pending { get; set; } = [];

    public ValueTask<ImmutableArray<ClerkDelivery>> ForUserAsync(UserId id, CancellationToken cancellationToken) =>
        new(Pending);

    public ValueTask<ImmutableArray<ClerkDelivery>> ForOrganizationAsync(
        OrganizationId id, CancellationToken cancellationToken) => new(Pending);
}
