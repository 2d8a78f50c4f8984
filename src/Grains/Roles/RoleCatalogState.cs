using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Identity.Clerk.Resources;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Grains.Merging;

namespace Identity.Grains.Roles;

/// <summary>The instance's roles and permissions. Immutable; <see cref="Merge"/> makes the next one.</summary>
internal sealed record RoleCatalogState : IEntityState<RoleCatalogState>
{
    /// <inheritdoc/>
    public long Revision { get; init; }

    /// <inheritdoc/>
    /// <remarks>Nothing here is about a person.</remarks>
    [JsonIgnore]
    public bool Erased => false;

    /// <summary>Sorted by id, deleted ones included: a late event must find them.</summary>
    public ImmutableArray<CatalogRecord> Roles { get; init; } = [];

    /// <inheritdoc cref="Roles"/>
    public ImmutableArray<CatalogRecord> Permissions { get; init; } = [];

    /// <inheritdoc/>
    public RoleCatalogState WithRevision(long revision) => this with { Revision = revision };

    /// <inheritdoc/>
    public RoleCatalogState Merge(ReceivedEvent received, out EventResult result)
    {
        (var next, result) = received.Event switch
        {
            RoleUpserted { Role: var role, Created: var created } => WithRole(Find(Roles, role.Id.Value).WithSnapshot(
                role.Key, role.Raw, received.VersionOf(role.UpdatedAt, created))),
            RoleDeleted e => WithRole(Find(Roles, e.Id.Value).WithDeletion(e.Key, received.DeletionVersion)),
            PermissionUpserted { Permission: var permission, Created: var created } => WithPermission(
                Find(Permissions, permission.Id.Value).WithSnapshot(
                    permission.Key, permission.Raw, received.VersionOf(permission.UpdatedAt, created))),
            PermissionDeleted e => WithPermission(
                Find(Permissions, e.Id.Value).WithDeletion(e.Key, received.DeletionVersion)),
            _ => (this, EventResult.Stale),
        };
        return next;
    }

    /// <inheritdoc/>
    public bool Ties(ReceivedEvent received) => received.Event switch
    {
        RoleUpserted { Role: var role, Created: var created } =>
            Find(Roles, role.Id.Value).Ties(received.VersionOf(role.UpdatedAt, created), role.Raw),
        PermissionUpserted { Permission: var permission, Created: var created } =>
            Find(Permissions, permission.Id.Value)
                .Ties(received.VersionOf(permission.UpdatedAt, created), permission.Raw),
        _ => false,
    };

    /// <inheritdoc/>
    /// <remarks>Whoever begins to listen hears of one role first; the others were made before.</remarks>
    public bool HasGapAfter(RoleCatalogState before, IReadOnlyList<ReceivedEvent> merged) =>
        before.Revision == 0 && Revision > 0;

    /// <inheritdoc/>
    public DirectoryEntries EntriesFor(IReadOnlyList<ReceivedEvent> touched) => DirectoryEntries.None;

    private static CatalogRecord Find(ImmutableArray<CatalogRecord> records, string id) =>
        VersionedList.Find(records, id) ?? new CatalogRecord { Id = id };

    private (RoleCatalogState Next, EventResult Result) WithRole((CatalogRecord Role, EventResult Result) merged) =>
        (ReferenceEquals(VersionedList.Find(Roles, merged.Role.Key), merged.Role)
            ? this
            : this with { Roles = VersionedList.With(Roles, merged.Role) }, merged.Result);

    private (RoleCatalogState Next, EventResult Result) WithPermission(
        (CatalogRecord Permission, EventResult Result) merged) =>
        (ReferenceEquals(VersionedList.Find(Permissions, merged.Permission.Key), merged.Permission)
            ? this
            : this with { Permissions = VersionedList.With(Permissions, merged.Permission) }, merged.Result);
}
