using System.Text.Json.Serialization;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Grains.Merging;

namespace Identity.Grains.Organizations;

/// <summary>All that is known of an organization. Immutable; <see cref="Merge"/> makes the next one.</summary>
internal sealed record OrganizationState : IEntityState<OrganizationState>
{
    /// <inheritdoc/>
    public long Revision { get; init; }

    /// <inheritdoc/>
    /// <remarks>An organization is no person.</remarks>
    [JsonIgnore]
    public bool Erased => false;

    /// <summary>Set for ever once the organization was deleted; nothing else is kept then.</summary>
    public EventVersion? Deletion { get; init; }

    /// <summary>The profile; null before the first event of the organization.</summary>
    public OrganizationProfile? Profile { get; init; }

    /// <inheritdoc/>
    public OrganizationState WithRevision(long revision) => this with { Revision = revision };

    /// <inheritdoc/>
    public OrganizationState Merge(ReceivedEvent received, out EventResult result)
    {
        (var next, result) = received.Event switch
        {
            OrganizationDeleted => WithDeletion(received.DeletionVersion),
            OrganizationUpserted when Deletion is not null => (this, EventResult.Stale),
            OrganizationUpserted e => WithProfile(
                e.Organization, received.VersionOf(e.Organization.UpdatedAt, e.Created)),
            _ => (this, EventResult.Stale),
        };
        return next;
    }

    /// <inheritdoc/>
    public bool Ties(ReceivedEvent received) =>
        received.Event is OrganizationUpserted e
        && Profile is { } profile
        && received.VersionOf(e.Organization.UpdatedAt, e.Created).Ties(profile.Version)
        && e.Organization.Raw != profile.Snapshot.Raw;

    /// <inheritdoc/>
    public bool HasGapAfter(OrganizationState before, IReadOnlyList<ReceivedEvent> merged) =>
        Deletion is null
        && before.Revision == 0
        && Revision > 0
        && !merged.Any(m => m.Event is OrganizationUpserted { Created: true });

    /// <inheritdoc/>
    public DirectoryEntries EntriesFor(IReadOnlyList<ReceivedEvent> touched)
    {
        foreach (var received in touched)
        {
            switch (received.Event)
            {
                case OrganizationUpserted when Profile is { } profile:
                    return new DirectoryEntries(null, profile.ToEntry(Revision), []);
                case OrganizationUpserted { Organization.Id: var id }:
                    return Tombstone(id);
                case OrganizationDeleted { Id: var id }:
                    return Tombstone(id);
            }
        }
        return DirectoryEntries.None;
    }

    // The state may hold personal data in metadata.
    public override string ToString() => $"OrganizationState r{Revision}";

    private DirectoryEntries Tombstone(OrganizationId id) =>
        new(null, new OrganizationEntry { Id = id, Revision = Revision, Deleted = true }, []);

    private (OrganizationState Next, EventResult Result) WithProfile(
        OrganizationResource organization, EventVersion version) =>
        version.Supersedes(Profile?.Version, out var result)
            ? (this with { Profile = OrganizationProfile.From(organization, version) }, result)
            : (this, result);

    private (OrganizationState Next, EventResult Result) WithDeletion(EventVersion version) =>
        version.Supersedes(Deletion, out var result)
            ? (new OrganizationState { Revision = Revision, Deletion = version }, result)
            : (this, result);
}
