using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Identity.Testing.Engines;

/// <summary>Starts no more of a host than its grains need.</summary>
internal static class SiloStart
{
    /// <summary>How long a call may take.</summary>
    public static void Configure(IServiceCollection services, TimeSpan responseTimeout) =>
        services.Configure<EmbeddedGrainOptions>(options => options.ResponseTimeout = responseTimeout);

    /// <summary>The engine is there as soon as it is asked for.</summary>
    public static Task StartAsync(IHost _) => Task.CompletedTask;

    public static Task StopAsync(IHost _) => Task.CompletedTask;
}
