using Microsoft.Extensions.DependencyInjection;

namespace Identity.Testing.Engines;

/// <summary>
/// Orleans asks for its clocks by key (<c>TimeProviderNames</c>), and takes the application's where there are none.
/// </summary>
internal static class RealTime
{
    /// <summary>Gives Orleans the machine's clock; grains keep the one that the test has registered.</summary>
    public static void Configure(IServiceCollection services) =>
        services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System);
}
