using System.Text.Json.Serialization;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Grains.Merging;

namespace Identity.Grains.Resources;

/// <summary>All that is known of a resource that is kept by itself. Immutable; <see cref="Merge"/> makes the next one.</summary>
internal sealed record ResourceState : IEntityState<ResourceState>
{
    /// <inheritdoc/>
    public long Revision { get; init; }

    /// <summary>Set for ever once the resource was deleted; nothing else is kept then.</summary>
    public EventVersion? Deletion { get; init; }

    /// <summary>Whether the resource's person asked to be forgotten. It is never undone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Erased { get; init; }

    /// <summary>Whether whoever invited asked to be forgotten: later snapshots lose what they say of that person too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool InviterErased { get; init; }

    /// <summary>The newest snapshot; null before the first one, and when it is deleted or erased.</summary>
    public ResourceRecord? Record { get; init; }

    /// <inheritdoc/>
    bool IEntityState<ResourceState>.Erased => Erased || InviterErased;

    /// <inheritdoc/>
    public ResourceState WithRevision(long revision) => this with { Revision = revision };

    /// <inheritdoc/>
    public ResourceState Merge(ReceivedEvent received, out EventResult result)
    {
        (var next, result) = received.Event switch
        {
            ResourceDeleted => WithDeletion(received.DeletionVersion),
            ResourceUpserted when Deletion is not null || Erased => (this, EventResult.Stale),
            ResourceUpserted e => WithSnapshot(
                e.Resource, received.VersionOf(e.Resource.UpdatedAt, e.Created)),
            _ => (this, EventResult.Stale),
        };
        return next;
    }

    /// <inheritdoc/>
    public bool Ties(ReceivedEvent received) =>
        received.Event is ResourceUpserted e
        && Record is { } known
        && received.VersionOf(e.Resource.UpdatedAt, e.Created).Ties(known.Version)
        && e.Resource.Raw != known.Resource.Raw;

    /// <inheritdoc/>
    /// <remarks>Every snapshot of a resource is whole, so nothing is missing before it.</remarks>
    public bool HasGapAfter(ResourceState before, IReadOnlyList<ReceivedEvent> merged) => false;

    /// <inheritdoc/>
    public DirectoryEntries EntriesFor(IReadOnlyList<ReceivedEvent> touched)
    {
        foreach (var received in touched)
        {
            switch (received.Event)
            {
                case ResourceUpserted e:
                    return EntriesOf(e.Resource.Kind, e.Resource.Id);
                case ResourceDeleted e:
                    return EntriesOf(e.Kind, e.Id);
            }
        }
        return DirectoryEntries.None;
    }

    /// <summary>The resource's own row.</summary>
    public DirectoryEntries EntriesOf(ResourceKind kind, ResourceId id) =>
        new(null, null, [], Record?.ToEntry(Revision)
            ?? new ResourceEntry { Id = id, Kind = kind, Revision = Revision, Deleted = true });

    /// <summary>The same without a person: nothing of it where it is theirs, and not their name where they invited.</summary>
    public ResourceState Erase(UserId person) =>
        Record?.Resource switch
        {
            { UserId: var owner } when owner == person => this with { Record = null, Erased = true },
            { InviterId: var inviter } when inviter == person =>
                this with { Record = Record!.WithoutInviter(), InviterErased = true },
            _ => this,
        };

    // The state may be personal data.
    public override string ToString() => $"ResourceState r{Revision}";

    private (ResourceState Next, EventResult Result) WithSnapshot(ClerkResource resource, EventVersion version)
    {
        if (!version.Supersedes(Record?.Version, out var result)) return (this, result);
        var record = new ResourceRecord(version, resource);
        return (this with { Record = InviterErased ? record.WithoutInviter() : record }, result);
    }

    private (ResourceState Next, EventResult Result) WithDeletion(EventVersion version) =>
        version.Supersedes(Deletion, out var result)
            ? (this with { Deletion = version, Record = null }, result)
            : (this, result);
}
