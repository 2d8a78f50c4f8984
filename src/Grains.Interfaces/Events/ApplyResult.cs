using System.Collections.Immutable;
using Identity.Grains.Directory;
using Orleans;

namespace Identity.Grains.Events;

/// <summary>What a grain answers once the effect of some deliveries is durable.</summary>
/// <param name="Outcomes">One for each delivery, in their order.</param>
/// <param name="Entries">
/// What the directory must say now of everything these deliveries touched. Present for stale ones too: an earlier
/// attempt may have stored the state and died before the directory was written.
/// </param>
/// <param name="HasGap">
/// Whether what is known begins in the middle: the entity's creation was never delivered, or its profile is still missing.
/// Clerk's Backend API can tell the rest.
/// </param>
/// <param name="Erased">Whether the person asked to be forgotten: the deliveries' bodies must not be kept.</param>
[GenerateSerializer, Immutable, Alias("identity.ApplyResult")]
public sealed record ApplyResult(
    [property: Id(0)] ImmutableArray<EventOutcome> Outcomes,
    [property: Id(1)] DirectoryEntries Entries,
    [property: Id(2)] bool HasGap = false,
    [property: Id(3)] bool Erased = false);
