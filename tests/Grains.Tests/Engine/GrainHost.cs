using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Grains.Organizations;
using Identity.Grains.Resources;
using Identity.Grains.Roles;
using Identity.Grains.Tests.Merging;
using Identity.Grains.Users;
using Identity.Testing;
using Identity.Testing.Engines;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Storage;

namespace Identity.Grains.Tests.Engine;

/// <summary>The grains on an engine, over a storage that tests can disturb.</summary>
internal sealed class GrainHost : IAsyncDisposable
{
    private GrainServer? _server;

    private GrainHost(GatedStorage storage) => Storage = storage;

    private IGrainFactory Grains => _server!.Grains;

    /// <summary>Starts the engine, on a storage of its own or on what another one left.</summary>
    public static async Task<GrainHost> StartAsync(GatedStorage? storage = null)
    {
        var host = new GrainHost(storage ?? new GatedStorage());
        host._server = await GrainServer.StartAsync(services => services
            .AddSingleton<TimeProvider>(host.Clock)
            .AddSingleton<IPendingDeliveries>(host.Inbox)
            .AddSingleton<IRoleCatalog, LiveRoleCatalog>()
            .AddKeyedSingleton<IGrainStorage>(GrainStorage.Provider, host.Storage));
        return host;
    }

    public GatedStorage Storage { get; }

    public PendingDeliveries Inbox { get; } = new();

    public ManualTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(EventMaker.Start));

    public IUserGrain User => UserOf(EventMaker.TheUser);

    public IOrganizationGrain Organization => OrganizationOf(EventMaker.TheOrganization);

    public IRoleCatalogGrain Roles => Grains.GetGrain<IRoleCatalogGrain>(EntityId.RoleCatalog.Value);

    /// <summary>The catalogue as grains of the same process see it.</summary>
    public IRoleCatalogGrain RolesNearby =>
        _server!.NearbyGrains.GetGrain<IRoleCatalogGrain>(EntityId.RoleCatalog.Value);

    public IUserGrain UserOf(string id) => Grains.GetGrain<IUserGrain>(id);

    public IOrganizationGrain OrganizationOf(string id) => Grains.GetGrain<IOrganizationGrain>(id);

    public IResourceGrain Resource(string id) => Grains.GetGrain<IResourceGrain>(id);

    /// <summary>The grain that applies an entity's events.</summary>
    public IClerkEntityGrain Entity(EntityId id) => id.Kind switch
    {
        EntityKind.User => UserOf(id.Value),
        EntityKind.Organization => OrganizationOf(id.Value),
        EntityKind.Resource => Resource(id.Value),
        _ => Roles,
    };

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}
