using Identity.Ingest.Dispatch;
using Identity.Silo.Health;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting;

namespace Identity.Silo.Orleans;

/// <summary>A client of the cluster's silos.</summary>
internal static class ClientSetup
{
    // A silo that came or went is known so soon; users whose calls went through one that is gone wait no longer.
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(2);

    public static void Add(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ConnectionState>();
        services.AddSingleton<IClusterConnectionStatusObserver>(
            provider => provider.GetRequiredService<ConnectionState>());
        services.Replace(ServiceDescriptor.Singleton<IGrainConnection>(
            provider => provider.GetRequiredService<ConnectionState>()));
        ServiceDescriptor[] hosted = [.. services.Where(IsHosted)];
        builder.UseOrleansClient(client =>
        {
            client.UseAdoNetClustering(options => options.Invariant = ClusterDatabase.Invariant);
            client.UseConnectionRetryFilter<ConnectionRetry>();
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = GatewayRefresh);
            client.Configure<ClientMessagingOptions>(
                options => options.ResponseTimeout = ClusterIdentity.ResponseTimeout);
            ClusterTelemetry.Add(client, builder.Configuration);
            if (ClusterSettings.HasDashboard(builder.Configuration)) client.AddDashboard(d => d.HideTrace = true);
        });
        services.AddOptions<AdoNetClusteringClientOptions>()
            .Configure<ClusterDatabase>((options, database) => options.DataSource = database.Membership);
        ClusterIdentity.Configure(services);

        // Orleans' own would keep the process from starting until the first silo is there.
        foreach (var waiting in services.Where(IsHosted).Except(hosted).ToList()) services.Remove(waiting);
        services.AddSingleton<ClusterConnection>();
        services.AddHostedService(provider => provider.GetRequiredService<ClusterConnection>());
        services.Replace(ServiceDescriptor.Singleton<IGrainFactory, GatedGrainFactory>());
        services.AddHealthChecks().AddCheck<ConnectionHealthCheck>("cluster", tags: [HealthTags.Ready]);
    }

    private static bool IsHosted(ServiceDescriptor service) => service.ServiceType == typeof(IHostedService);
}
