using Identity.Grains.Events;
using Identity.Grains.Organizations;
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
        var grains = _services.GetRequiredService<IGrainFactory>();
        User = grains.GetGrain<IUserGrain>(EventMaker.TheUser);
        Organization = grains.GetGrain<IOrganizationGrain>(EventMaker.TheOrganization);
    }

    public GatedStorage Storage { get; }

    public PendingDeliveries Inbox { get; } = new();

    public ManualTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(EventMaker.Start));

    public IUserGrain User { get; }

    public IOrganizationGrain Organization { get; }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
