using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Grains.Callers;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Grains.Merging;
using Identity.Grains.Organizations;
using Identity.Grains.Resources;
using Identity.Grains.Roles;
using Identity.Grains.State;
using Identity.Grains.Tests.Proofs.Model;
using Identity.Grains.Users;

namespace Identity.Grains.Tests.Proofs.Replicas;

/// <summary>The states of all entities side by side: the real merge and the real rules, without an engine.</summary>
internal sealed class MergedStates : IReadSide
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(Merging.EventMaker.Start);

    private readonly DirectoryTable _directory = new();
    private readonly Stack<DirectoryEntries> _unwritten = new();

    public Dictionary<EntityId, UserState> Users { get; } = [];

    public Dictionary<EntityId, OrganizationState> Organizations { get; } = [];

    public Dictionary<EntityId, ResourceState> Resources { get; } = [];

    public RoleCatalogState Catalogue { get; private set; } = new();

    /// <summary>
    /// The directory. Its rows are written when somebody looks, those of the last event first: several write at once, and
    /// the rule of revisions must make up for it.
    /// </summary>
    public DirectoryTable Directory
    {
        get
        {
            while (_unwritten.TryPop(out var entries)) _directory.Write(entries);
            return _directory;
        }
    }

    public RoleCatalogSnapshot Roles => RoleCatalogRules.SnapshotOf(Catalogue);

    public RoleCatalogListing RoleListing => new(
        [.. Catalogue.Roles.Where(r => r.IsLive).Select(r => r.Raw!.Value)],
        [.. Catalogue.Permissions.Where(p => p.IsLive).Select(p => p.Raw!.Value)]);

    /// <summary>Delivers in order, so many at a time; each entity folds what a batch has for it.</summary>
    public void Deliver(IReadOnlyList<Emission> emissions, int batch = 1)
    {
        foreach (var together in emissions.Chunk(batch))
        {
            foreach (var ofOne in together.Where(e => e.Target is not null).GroupBy(e => e.Target!.Value))
                Apply(ofOne.Key, [.. ofOne.Select(e => e.Reading)]);
        }
    }

    /// <summary>What a grain does with a call: merge, and tell the directory.</summary>
    public IReadOnlyList<EventOutcome> Apply(EntityId id, params Reading[] readings)
    {
        switch (id.Kind)
        {
            case EntityKind.User:
                Users[id] = Fold(Users.GetValueOrDefault(id, new()), readings, out var outcomes);
                return outcomes;
            case EntityKind.Organization:
                Organizations[id] = Fold(Organizations.GetValueOrDefault(id, new()), readings, out outcomes);
                return outcomes;
            case EntityKind.Resource:
                Resources[id] = Fold(Resources.GetValueOrDefault(id, new()), readings, out outcomes);
                return outcomes;
            default:
                Catalogue = Fold(Catalogue, readings, out outcomes);
                return outcomes;
        }
    }

    /// <summary>An entity's state; null when nothing came for it.</summary>
    public object? StateOf(EntityId id) => id.Kind switch
    {
        EntityKind.User => Users.GetValueOrDefault(id),
        EntityKind.Organization => Organizations.GetValueOrDefault(id),
        EntityKind.Resource => Resources.GetValueOrDefault(id),
        _ => Catalogue,
    };

    /// <summary>Every state goes to its bytes and comes back, as in a restart.</summary>
    public void Restart()
    {
        foreach (var id in Users.Keys) Users[id] = Restored(Users[id]);
        foreach (var id in Organizations.Keys) Organizations[id] = Restored(Organizations[id]);
        foreach (var id in Resources.Keys) Resources[id] = Restored(Resources[id]);
        Catalogue = Restored(Catalogue);
    }

    public RawJson? User(UserId id) => Users.GetValueOrDefault(EntityId.Of(id))?.Profile?.Snapshot.Raw;

    public CallerResolution Resolve(UserId id, CallerQuery query)
    {
        var state = Users.GetValueOrDefault(EntityId.Of(id), new());
        var access = query.OrganizationId is { } organization && state.FindMembership(organization) is { } membership
            ? CallerRules.AccessBy(membership, Organization(organization), Roles)
            : null;
        return CallerRules.Resolve(state, query, Now, access);
    }

    public OrganizationStanding Organization(OrganizationId id) =>
        Organizations.GetValueOrDefault(EntityId.Of(id)) switch
        {
            { Deletion: not null } => OrganizationStanding.Gone,
            { Profile: { } profile } => new OrganizationStanding(profile.Snapshot, Deleted: false),
            _ => OrganizationStanding.Unknown,
        };

    public RawJson? Resource(ResourceId id) => Resources.GetValueOrDefault(EntityId.Of(id))?.Record?.Resource.Raw;

    private static T Restored<T>(T state) => GrainStateJson.Deserialize<T>(GrainStateJson.Serialize(state));

    private TState Fold<TState>(TState state, Reading[] readings, out IReadOnlyList<EventOutcome> outcomes)
        where TState : class, IEntityState<TState>
    {
        var merged = Grains.Merging.Fold.Into(state, readings, out var made);
        _unwritten.Push(merged.EntriesFor([.. readings.Select(r => r.Event).OfType<ReceivedEvent>()]));
        outcomes = made;
        return merged;
    }
}
