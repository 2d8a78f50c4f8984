using Identity.Clerk.Api;
using Identity.Grains.Users;
using Identity.Ingest.Discovery;
using Identity.Ingest.Dispatch;
using Identity.Ingest.Hosting;
using Identity.Ingest.Sweep;
using Identity.Ingest.Telemetry;
using Identity.Ingest.Webhooks;
using Identity.Storage.Inbox;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

#pragma warning disable IDE0130 // Extensions stand where users look for them.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers an event's way from the webhook to the grain.</summary>
public static class IngestServiceCollectionExtensions
{
    /// <summary>Adds the intake, the dispatcher and the sweeper. Storage and grains are the host's to add.</summary>
    public static IServiceCollection AddIdentityIngest(
        this IServiceCollection services, Action<IngestOptions> configure)
    {
        services.AddOptions<IngestOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<IngestOptions>, IngestOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<WebhookMetrics>();
        services.TryAddSingleton<InstancePin>();
        services.TryAddSingleton<EntryFactory>();
        services.TryAddSingleton<Dispatcher>();
        services.TryAddSingleton(CreateIntake);
        services.AddHostedService<Sweeper>();
        return services;
    }

    /// <summary>Adds the discovery of users whose events came before this cluster, at Clerk's Backend API.</summary>
    public static IServiceCollection AddUserDiscovery(this IServiceCollection services, DiscoveryOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton(_ => new BackendApiClient(CreateClient(options), options.Key));
        services.TryAddSingleton<DiscoveryBudget>();
        services.TryAddSingleton<BackendApiMetrics>();
        services.TryAddSingleton<IUserDiscovery, BackendApiDiscovery>();
        return services;
    }

    private static HttpClient CreateClient(DiscoveryOptions options) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = options.ApiUrl,
            Timeout = DiscoveryOptions.Timeout,
        };

    private static WebhookIntake CreateIntake(IServiceProvider services) => new(
        services.GetRequiredService<EntryFactory>(),
        services.GetRequiredService<IInbox>(),
        services.GetRequiredService<Dispatcher>(),
        services.GetRequiredService<WebhookMetrics>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<IOptions<IngestOptions>>(),
        services.GetRequiredService<ILogger<WebhookIntake>>());
}
