using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Grains.Organizations;
using Identity.Grains.Resources;
using Identity.Grains.Roles;
using Identity.Grains.Tests.Merging;
using Identity.Grains.Users;
using Identity.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Storage;

namespace Identity.Grains.Tests.Engine;

/// <summary>The grains on an engine, over a storage that tests can disturb.</summary>
internal sealed class GrainHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IGrainFactory _grains;

    public GrainHost(GatedStorage? storage = null)
    {
        Storage = storage ?? new GatedStorage();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IPendingDeliveries>(Inbox)
            .AddKeyedSingleton<IGrainStorage>(GrainStorage.Provider, Storage)
            .AddEmbeddedGrains()
            .BuildServiceProvider();
        _grains = _services.GetRequiredService<IGrainFactory>();
    }

    public GatedStorage Storage { get; }

    public PendingDeliveries Inbox { get; } = new();

    public ManualTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(EventMaker.Start));

    public IUserGrain User => UserOf(EventMaker.TheUser);

    public IOrganizationGrain Organization => OrganizationOf(EventMaker.TheOrganization);

    public IRoleCatalogGrain Roles => _grains.GetGrain<IRoleCatalogGrain>(EntityId.RoleCatalog.Value);

    public IUserGrain UserOf(string id) => _grains.GetGrain<IUserGrain>(id);

    public IOrganizationGrain OrganizationOf(string id) => _grains.GetGrain<IOrganizationGrain>(id);

    public IResourceGrain Resource(string id) => _grains.GetGrain<IResourceGrain>(id);

    /// <summary>The grain that applies an entity's events.</summary>
    public IClerkEntityGrain Entity(EntityId id) => id.Kind switch
    {
        EntityKind.User => UserOf(id.Value),
        EntityKind.Organization => OrganizationOf(id.Value),
        EntityKind.Resource => Resource(id.Value),
        _ => Roles,
    };

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
