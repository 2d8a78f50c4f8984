using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.TestingHost;

namespace Identity.Testing.Engines;

/// <summary>
/// The grains of a test, in a silo of Orleans. Calls come from a client, so that all that they carry is serialized.
/// </summary>
internal sealed class GrainServer : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private GrainServer(InProcessTestCluster cluster) => _cluster = cluster;

    public IGrainFactory Grains => _cluster.Client;

    /// <summary>The grains as those of the same silo see them.</summary>
    public IGrainFactory NearbyGrains => _cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>();

    /// <summary>Starts the engine with what the grains ask for.</summary>
    public static async Task<GrainServer> StartAsync(Action<IServiceCollection> configure)
    {
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 1);
        builder.ConfigureSilo((_, silo) =>
        {
            RealTime.Configure(silo.Services);
            configure(silo.Services);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new GrainServer(cluster);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
