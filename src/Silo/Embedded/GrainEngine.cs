using Identity.Grains;
using Orleans;
using Orleans.Hosting;
using Orleans.Storage;

namespace Identity.Silo.Embedded;

/// <summary>Runs the grains inside this process.</summary>
internal static class GrainEngine
{
    /// <summary>Whether this process must be the only one on its database.</summary>
    public const bool SingleProcess = true;

    public static void Add(IHostApplicationBuilder builder)
    {
        builder.Services.AddKeyedSingleton<IGrainStorage, GrainStateStorage>(GrainStorage.Provider);

        builder.Services.AddSingleton<IIncomingGrainCallFilter, IdentityCallFilter>();

        // Users are meant to stay in memory; who wasn't seen for a day makes room.
        builder.Services.AddEmbeddedGrains(options => options.CollectionAge = TimeSpan.FromHours(24));
        builder.Services.AddHostedService<GrainMetrics>();
    }
}
