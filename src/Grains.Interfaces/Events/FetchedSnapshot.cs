using Orleans;

namespace Identity.Grains.Events;

/// <summary>What Clerk's Backend API says of an entity, on its way to the entity's grain.</summary>
/// <remarks>
/// It is merged under its own <c>updated_at</c>, as the earliest of all that carry the same one, and never undoes what an
/// event said later.
/// </remarks>
/// <param name="Kind">What it is.</param>
/// <param name="Json">The resource in UTF-8; for one that is gone, an object with its <c>id</c> and nothing else.</param>
/// <param name="IsGone">Clerk was asked for exactly this one, and doesn't know it any more: a deletion whose event is missing.</param>
/// <param name="Settles">
/// It was fetched to settle a tie: of all snapshots with the same <c>updated_at</c> it is the right one.
/// </param>
[Immutable]
public sealed record FetchedSnapshot(
    FetchedKind Kind,
    ReadOnlyMemory<byte> Json,
    bool IsGone = false,
    bool Settles = false)
{
    // The resource is personal data.
    public override string ToString() => $"FetchedSnapshot {Kind}";
}
