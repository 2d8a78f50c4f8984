using Identity.Grains.Callers;
using Orleans;
using Orleans.Hosting;

namespace Identity.Silo.Orleans;

/// <summary>Runs the grains in a cluster of silos.</summary>
internal static class GrainEngine
{
    /// <summary>Whether this process must be the only one on its database.</summary>
    public const bool SingleProcess = false;

    public static void Add(IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IIncomingGrainCallFilter, RequireIdentityFilter>();
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
    }
}
