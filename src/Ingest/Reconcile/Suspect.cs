using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;

namespace Identity.Ingest.Reconcile;

/// <summary>Something that is known here and wasn't in Clerk's list.</summary>
/// <param name="Entity">Whose grain would merge that it is gone.</param>
/// <param name="Id">Its own id.</param>
/// <param name="CreatedAt">Unix time in milliseconds, as Clerk said it.</param>
/// <param name="Gone">What its grain would be told.</param>
/// <param name="Within">With whom it would go, and nobody would have to be told: a membership with its organization.</param>
internal sealed record Suspect(
    EntityId Entity, string Id, long CreatedAt, FetchedSnapshot Gone, ImmutableArray<EntityId> Within);
