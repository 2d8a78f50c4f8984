using System.Collections.Immutable;
using Identity.Clerk.Identifiers;

namespace Identity.Grains.Events;

/// <summary>The deliveries that are durable in the inbox but not yet applied.</summary>
/// <remarks>
/// A grain merges them when it activates, so that what was acknowledged before a crash is visible in the first answer
/// after it.
/// </remarks>
public interface IPendingDeliveries
{
    /// <summary>Those that concern this user, in no particular order.</summary>
    ValueTask<ImmutableArray<ClerkDelivery>> ForUserAsync(UserId id, CancellationToken cancellationToken);

    /// <summary>Those that concern this organization, in no particular order.</summary>
    ValueTask<ImmutableArray<ClerkDelivery>> ForOrganizationAsync(
        OrganizationId id, CancellationToken cancellationToken);
}
