using System.Collections.Immutable;
using Orleans;

namespace Identity.Grains.Events;

/// <summary>A grain that is one of Clerk's entities and follows its events.</summary>
public interface IClerkEntityGrain : IGrainWithStringKey
{
    /// <summary>
    /// Merges deliveries in any order and number, and returns when the result is stored. Idempotent: the same delivery
    /// twice changes what it changed once.
    /// </summary>
    /// <remarks>All of them share one state write, so a burst for one entity costs what one event costs.</remarks>
    [Alias("Apply")]
    Task<ApplyResult> ApplyAsync(ImmutableArray<ClerkDelivery> deliveries);

    /// <summary>
    /// Merges what Clerk's Backend API says of this entity, and returns when the result is stored. As idempotent as
    /// <see cref="ApplyAsync"/>, and shares one state write in the same way.
    /// </summary>
    [Alias("Learn")]
    Task<ApplyResult> LearnAsync(ImmutableArray<FetchedSnapshot> snapshots);
}
