using System.Net;
using Identity.Grains;
using Identity.Grains.Callers;
using Identity.Grains.Roles;
using Identity.Silo.Health;
using Identity.Silo.Hosting;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;

namespace Identity.Silo.Orleans;

/// <summary>A silo of the cluster, in this process.</summary>
internal static class SiloSetup
{
    // What lies under the storage that grains see.
    private const string AdoNetStorage = "adonet";

    public static void Add(IHostApplicationBuilder builder)
    {
        builder.UseOrleans(silo =>
        {
            AddMembership(silo);
            AddStorage(silo);
            AddLease(silo.Services);
            AddCalls(silo);
            ClusterTelemetry.Add(silo, builder.Configuration);
            if (ClusterSettings.HasDashboard(builder.Configuration)) silo.AddDashboard(d => d.HideTrace = true);
        });
        builder.Services.AddHostedService(services => services.GetRequiredService<GrainWarmup>());
        builder.Services.AddHostedService<GrainMetrics>();
        builder.Services.AddHealthChecks().AddCheck<MemberHealthCheck>("cluster", tags: [HealthTags.Ready]);
    }

    private static void AddMembership(ISiloBuilder silo)
    {
        silo.UseAdoNetClustering(options => options.Invariant = ClusterDatabase.Invariant);
        silo.Services.AddOptions<AdoNetClusteringSiloOptions>()
            .Configure<ClusterDatabase>((options, database) => options.DataSource = database.Membership);
        FailureDetection.Configure(silo);
        ClusterIdentity.Configure(silo.Services);
        silo.Services.AddOptions<EndpointOptions>().Configure<IOptions<ClusterSettings>>((endpoints, cluster) =>
        {
            endpoints.SiloPort = cluster.Value.SiloPort;
            endpoints.GatewayPort = cluster.Value.GatewayPort;
            if (cluster.Value.Advertised is not { } address) return;

            // Whoever is reached by loopback needn't be reached by others at all.
            var listens = IPAddress.IsLoopback(address) ? address : IPAddress.Any;
            endpoints.AdvertisedIPAddress = address;
            endpoints.SiloListeningEndpoint = new IPEndPoint(listens, cluster.Value.SiloPort);
            endpoints.GatewayListeningEndpoint = new IPEndPoint(listens, cluster.Value.GatewayPort);
        });
    }

    private static void AddStorage(ISiloBuilder silo)
    {
        silo.AddAdoNetGrainStorage(AdoNetStorage, options =>
        {
            options.Invariant = ClusterDatabase.Invariant;
            options.GrainStorageSerializer = new GrainStateSerializer();
        });
        silo.Services.AddOptions<AdoNetGrainStorageOptions>(AdoNetStorage)
            .Configure<ClusterDatabase>((options, database) => options.DataSource = database.Grains);
        silo.Services.AddKeyedSingleton<IGrainStorage>(
            GrainStorage.Provider,
            (services, _) => ActivatorUtilities.CreateInstance<WatchedGrainStorage>(
                services, services.GetRequiredKeyedService<IGrainStorage>(AdoNetStorage)));
    }

    // Real time, whatever clock a test gives to the grains: it is about what becomes of this process.
    private static void AddLease(IServiceCollection services)
    {
        services.AddSingleton<HeldStates>();
        services.AddSingleton(provider => new MemberLease(TimeProvider.System, StalenessOf(provider)));
        services.AddSingleton<MemberQuestion>();
        services.AddGrainService<LeaseService>();
        services.AddSingleton<IOtherMembers>(
            provider => ActivatorUtilities.CreateInstance<OtherMembers>(provider, TimeProvider.System));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<MemberRetreat>(
            provider, TimeProvider.System, provider.GetRequiredService<IOptions<ClusterSettings>>().Value.LeaveAfter));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<MemberWatch>(provider, TimeProvider.System));
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            provider => provider.GetRequiredService<MemberWatch>());
        services.AddSingleton(provider => new RoleCatalogCopy(
            provider.GetRequiredService<IGrainFactory>(), TimeProvider.System, StalenessOf(provider)));
        services.AddSingleton<IRoleCatalog>(provider => provider.GetRequiredService<RoleCatalogCopy>());
    }

    private static void AddCalls(ISiloBuilder silo)
    {
        silo.AddIncomingGrainCallFilter<MemberGuard>();
        silo.AddIncomingGrainCallFilter<RequireIdentityFilter>();
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ClusterIdentity.ResponseTimeout);
        silo.Services.AddOptions<GrainCollectionOptions>().Configure<IOptions<ClusterSettings>>(
            (collection, cluster) => collection.CollectionAge = cluster.Value.CollectionAge);
#pragma warning disable ORLEANSEXP003 // Two silos that are both alive never disagree about where a grain is: ADR 0029.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
    }

    private static TimeSpan StalenessOf(IServiceProvider services) =>
        services.GetRequiredService<IOptions<ClusterSettings>>().Value.MaxStaleness;
}
