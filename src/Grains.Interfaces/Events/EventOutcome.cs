using Identity.Clerk.Identifiers;
using Orleans;

namespace Identity.Grains.Events;

/// <summary>What became of one delivery at one grain.</summary>
/// <param name="Id">The message.</param>
/// <param name="Result">What the grain made of it.</param>
/// <param name="Reason">Why it was refused, without a word of the payload; null unless it was.</param>
/// <param name="Tied">
/// Whether only the messages' ids told which of two different snapshots is the later one: all nodes agree on one, and only
/// Clerk can say whether it is the right one.
/// </param>
[GenerateSerializer, Immutable, Alias("identity.EventOutcome")]
public readonly record struct EventOutcome(
    [property: Id(0)] MessageId Id,
    [property: Id(1)] EventResult Result,
    [property: Id(2)] string? Reason = null,
    [property: Id(3)] bool Tied = false);
