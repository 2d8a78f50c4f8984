using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Identity.Testing.Engines;

/// <summary>Runs a test's grains inside its application, in the embedded engine.</summary>
internal static class GrainsInApp
{
    public static void Add(IServiceCollection services) => services.AddEmbeddedGrains();
}
