using Identity.Grains;
using Identity.Grains.Roles;
using Identity.Silo.Hosting;
using Identity.Silo.Settings;
using Orleans;
using Orleans.Hosting;
using Orleans.Storage;

namespace Identity.Silo.Embedded;

/// <summary>Runs the grains inside this process.</summary>
internal sealed class GrainEngine : IGrainEngine
{
    private GrainEngine()
    {
    }

    public static bool SingleProcess => true;

    /// <summary>Whose grain state the rows are: the storage's own default.</summary>
    public static string? ServiceIdOf(IConfiguration configuration) => null;

    /// <summary>Grains are there as soon as the process is.</summary>
    public static Task ReadyAsync(IServiceProvider services, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>One process is everything, whatever it was started as.</summary>
    public static void Add(IHostApplicationBuilder builder, ProcessRole role)
    {
        builder.Services.AddKeyedSingleton<IGrainStorage, GrainStateStorage>(GrainStorage.Provider);

        builder.Services.AddSingleton<IRoleCatalog, LiveRoleCatalog>();
        builder.Services.AddSingleton<IIncomingGrainCallFilter, IdentityCallFilter>();

        // Users are meant to stay in memory; who wasn't seen for a day makes room.
        builder.Services.AddEmbeddedGrains(options => options.CollectionAge = TimeSpan.FromHours(24));
        builder.Services.AddHostedService<GrainMetrics>();
        builder.Services.AddHostedService<GrainWarmup>();
    }

    /// <summary>This engine has no dashboard.</summary>
    public static RouteGroupBuilder? MapDashboard(IEndpointRouteBuilder routes, string prefix) => null;

    /// <summary>Why the engine can't start, in a line; null when that isn't for this engine to say.</summary>
    public static string? RefusalOf(Exception exception) => null;
}
