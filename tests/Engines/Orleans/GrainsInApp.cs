using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Identity.Testing.Engines;

/// <summary>Runs a test's grains inside its application, in a silo of its own.</summary>
internal static class GrainsInApp
{
    public static void Add(IServiceCollection services)
    {
        RealTime.Configure(services);
        services.AddOrleans(silo => silo.UseLocalhostClustering(
            FreePort.Next(),
            FreePort.Next(),
            clusterId: Guid.NewGuid().ToString("N")));
    }
}
