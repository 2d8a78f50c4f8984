using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;

namespace Identity.Testing.Engines;

/// <summary>Starts no more of a host than its grains need.</summary>
internal static class SiloStart
{
    /// <summary>
    /// How long a call may take; that a class which only plays a grain isn't one; and that the engine's own timers go
    /// by real time, whatever clock a test gives to all others.
    /// </summary>
    public static void Configure(IServiceCollection services, TimeSpan responseTimeout)
    {
        RealTime.Configure(services);
        services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = responseTimeout);
        services.Configure<GrainTypeOptions>(options => options.Classes.RemoveWhere(
            type => type.Assembly == typeof(SiloStart).Assembly && !typeof(Grain).IsAssignableFrom(type)));
    }

    public static async Task StartAsync(IHost host)
    {
        foreach (var service in OrleansOwn(host)) await service.StartAsync(CancellationToken.None);
    }

    public static async Task StopAsync(IHost host)
    {
        foreach (var service in OrleansOwn(host).Reverse()) await service.StopAsync(CancellationToken.None);
    }

    private static IHostedService[] OrleansOwn(IHost host) =>
        [.. host.Services.GetServices<IHostedService>().Where(service => IsOrleansOwn(service.GetType()))];

    private static bool IsOrleansOwn(Type type) =>
        type.Assembly.GetName().Name!.StartsWith("Orleans.", StringComparison.Ordinal);
}
