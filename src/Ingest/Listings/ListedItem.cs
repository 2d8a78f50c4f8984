using Identity.Clerk.Identifiers;
using Identity.Grains.Events;

namespace Identity.Ingest.Listings;

/// <summary>One resource of a list.</summary>
/// <param name="Entity">Whose grain merges it.</param>
/// <param name="Id">Its own id.</param>
/// <param name="CreatedAt">Unix time in milliseconds, as Clerk says it.</param>
/// <param name="UpdatedAt"><inheritdoc cref="CreatedAt"/></param>
/// <param name="Snapshot">The resource.</param>
internal sealed record ListedItem(
    EntityId Entity, string Id, long CreatedAt, long UpdatedAt, FetchedSnapshot Snapshot);
