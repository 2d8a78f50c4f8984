using System.Text.Json.Serialization;
using Identity.Clerk.Json;
using Identity.Grains.Events;
using Identity.Grains.Merging;

namespace Identity.Grains.Roles;

/// <summary>A role or a permission in the catalogue.</summary>
/// <remarks>
/// Its key outlives it: memberships name a role by its key, and the event of a deletion may carry only the id. So the
/// record is the join of two parts that merge apart, the newest snapshot and the deletion.
/// </remarks>
internal sealed record CatalogRecord : IVersionedRecord
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The version of the snapshot that gave <see cref="Name"/>; null before the first one.</summary>
    public EventVersion? Snapshot { get; init; }

    /// <summary>Its key, such as <c>org:admin</c>; null before an event told it.</summary>
    public string? Name { get; init; }

    /// <summary>The resource; null once it was deleted.</summary>
    public RawJson? Raw { get; init; }

    /// <summary>Set for ever once it was deleted.</summary>
    public EventVersion? Deletion { get; init; }

    [JsonIgnore]
    public string Key => Id;

    /// <summary>Whether it exists.</summary>
    [JsonIgnore]
    public bool IsLive => Deletion is null && Raw is not null;

    [JsonIgnore]
    EventVersion IVersionedRecord.Version => Snapshot ?? Deletion!.Value;

    /// <inheritdoc cref="IEntityState{TSelf}.Ties"/>
    public bool Ties(EventVersion version, RawJson raw) => IsLive && version.Ties(Snapshot) && raw != Raw;

    public (CatalogRecord Next, EventResult Result) WithSnapshot(string name, RawJson raw, EventVersion version)
    {
        if (!version.Supersedes(Snapshot, out var result)) return (this, result);

        // Should it come after the deletion, only the key still matters of it.
        return Deletion is null
            ? (this with { Snapshot = version, Name = name, Raw = raw }, result)
            : (this with { Snapshot = version, Name = name }, EventResult.Stale);
    }

    public (CatalogRecord Next, EventResult Result) WithDeletion(string? name, EventVersion version) =>
        version.Supersedes(Deletion, out var result)
            ? (this with { Deletion = version, Raw = null, Name = Snapshot is null ? name : Name }, result)
            : (this, result);
}
