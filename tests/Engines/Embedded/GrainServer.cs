using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;

namespace Identity.Testing.Engines;

/// <summary>The grains of a test, in the embedded engine.</summary>
internal sealed class GrainServer : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private GrainServer(ServiceProvider services) => _services = services;

    public IGrainFactory Grains => _services.GetRequiredService<IGrainFactory>();

    /// <summary>The grains as those of the same process see them.</summary>
    public IGrainFactory NearbyGrains => Grains;

    /// <summary>Starts the engine with what the grains ask for.</summary>
    public static Task<GrainServer> StartAsync(Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        configure(services);
        services.AddEmbeddedGrains();
        return Task.FromResult(new GrainServer(services.BuildServiceProvider()));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
