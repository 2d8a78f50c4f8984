using Identity.Clerk.Identifiers;
using Identity.Grains.Events;

namespace Identity.Ingest.Writes;

/// <summary>What an answer to a write tells of an entity.</summary>
/// <param name="Entity">Whose grain merges it.</param>
/// <param name="Snapshot">What it merges.</param>
/// <param name="IsWhole">
/// Whether there is nothing else to know of the entity: it began with this write, or ended, or has nothing beside it.
/// </param>
internal sealed record WrittenResource(EntityId Entity, FetchedSnapshot Snapshot, bool IsWhole = true);
