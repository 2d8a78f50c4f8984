using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Embedded;
using Orleans.Embedded.Registration;

namespace Orleans.Hosting;

/// <summary>Adds the embedded grain engine to a host.</summary>
public static class EmbeddedGrainServiceCollectionExtensions
{
    /// <summary>
    /// Runs grains inside this process. Gives <see cref="IGrainFactory"/> and <see cref="IEmbeddedGrainStatistics"/>;
    /// storage providers are keyed services of type <see cref="Orleans.Storage.IGrainStorage"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets options; null leaves the defaults.</param>
    public static IServiceCollection AddEmbeddedGrains(
        this IServiceCollection services, Action<EmbeddedGrainOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<EmbeddedGrainOptions>().Configure(configure ?? (static _ => { })).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<EmbeddedGrainOptions>, EmbeddedGrainOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new ServiceLifetimes(services));
        services.TryAddSingleton<GrainEngineStatistics>();
        services.TryAddSingleton<IEmbeddedGrainStatistics>(
            static provider => provider.GetRequiredService<GrainEngineStatistics>());
        services.TryAddSingleton<GrainEngine>();
        services.TryAddSingleton<IdleCollector>();
        services.TryAddSingleton(static provider => provider.GetRequiredService<GrainEngine>().Factory);
        services.AddHostedService<EmbeddedGrainService>();
        return services;
    }
}
