using Identity.Grains.Users;
using Identity.Ingest.BackendApi;
using Identity.Ingest.Backfill;
using Identity.Ingest.Discovery;
using Identity.Ingest.Dispatch;
using Identity.Ingest.Erasure;
using Identity.Ingest.Hosting;
using Identity.Ingest.Learning;
using Identity.Ingest.Listings;
using Identity.Ingest.Operations;
using Identity.Ingest.Reconcile;
using Identity.Ingest.Retention;
using Identity.Ingest.Sweep;
using Identity.Ingest.Telemetry;
using Identity.Ingest.Walks;
using Identity.Ingest.Webhooks;
using Identity.Ingest.Writes;
using Identity.Storage.Directory;
using Identity.Storage.Inbox;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;

#pragma warning disable IDE0130 // Extensions stand where users look for them.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers an event's way from the webhook to the grain, and Clerk's lists' way beside it.</summary>
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
        services.TryAddSingleton<UserTraffic>();
        services.TryAddSingleton<InstancePin>();
        services.TryAddSingleton<EntryFactory>();
        services.TryAddSingleton<DispatchBacklog>();
        services.TryAddSingleton<IGapRepair, NoGapRepair>();
        services.TryAddSingleton<Dispatcher>();
        services.TryAddSingleton(CreateIntake);
        services.TryAddSingleton(CreateOperations);
        services.TryAddSingleton(CreateEraser);
        services.TryAddSingleton<IGrainConnection, LocalGrains>();
        services.AddHostedService<Sweeper>();
        services.AddHostedService<InboxRetention>();
        return services;
    }

    /// <summary>Adds all that asks Clerk's Backend API: for entities of which no event told, and for everything.</summary>
    public static IServiceCollection AddBackendApi(this IServiceCollection services, BackendApiOptions options)
    {
        AddQuestions(services, options);
        AddDiscovery(services, options);
        AddWalks(services, options);
        return services;
    }

    /// <summary>Adds what sends a back end's writes to Clerk's Backend API, with or without <see cref="AddBackendApi"/>.</summary>
    public static IServiceCollection AddClerkWrites(this IServiceCollection services, BackendApiOptions options)
    {
        AddQuestions(services, options);
        services.TryAddSingleton<WriteMerger>();
        services.TryAddSingleton<WriteMetrics>();
        services.TryAddSingleton(provider => new WriteForwarder(
            BackendApiHttp.CreateWriter(options),
            provider.GetRequiredService<BackendApiBudget>(),
            provider.GetRequiredService<WriteMerger>(),
            provider.GetRequiredService<WriteMetrics>(),
            provider.GetRequiredService<BackendApiMetrics>()));
        return services;
    }

    private static void AddQuestions(IServiceCollection services, BackendApiOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton<BackendApiBudget>();
        services.TryAddSingleton<BackendApiMetrics>();
        services.TryAddSingleton<Learner>();
    }

    private static void AddDiscovery(IServiceCollection services, BackendApiOptions options)
    {
        services.TryAddSingleton(_ => BackendApiHttp.CreateClient(options, BackendApiOptions.Timeout));
        services.TryAddSingleton<MissingEntities>();
        services.TryAddSingleton<EntityQuestions>();
        services.TryAddSingleton<EntityDiscovery>();
        services.TryAddSingleton<IUserDiscovery>(provider => provider.GetRequiredService<EntityDiscovery>());
        services.TryAddSingleton<GapRepair>();
        services.Replace(ServiceDescriptor.Singleton<IGapRepair>(
            provider => provider.GetRequiredService<GapRepair>()));
        services.AddHostedService(provider => provider.GetRequiredService<GapRepair>());
    }

    private static void AddWalks(IServiceCollection services, BackendApiOptions options)
    {
        services.AddOptions<ReconcileOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(provider => new BackendApiWalk(
            BackendApiHttp.CreateClient(options, BackendApiOptions.PageTimeout),
            provider.GetRequiredService<BackendApiBudget>(),
            provider.GetRequiredService<BackendApiMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<BackendApiWalk>>()));
        services.TryAddSingleton<ListingReader>();
        services.TryAddSingleton<PageLearner>();
        services.TryAddSingleton<InstanceCheck>();
        services.TryAddSingleton<AbsenceFinder>();
        services.TryAddSingleton<RoleReconciler>();
        services.TryAddSingleton<ReconcileMetrics>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IKnownEntities, KnownUsers>(),
            ServiceDescriptor.Singleton<IKnownEntities, KnownOrganizations>(),
            ServiceDescriptor.Singleton<IKnownEntities, KnownMemberships>(),
        ]);
        services.TryAddKeyedSingleton<IWalk, Backfill>(WalkKind.Backfill);
        services.TryAddKeyedSingleton<IWalk, RecentReconcile>(WalkKind.RecentReconcile);
        services.TryAddKeyedSingleton<IWalk, FullReconcile>(WalkKind.FullReconcile);
        services.TryAddSingleton(provider => new WalkJobs(
            provider, provider.GetRequiredService<ILogger<WalkJobs>>()));
        services.AddHostedService(provider => provider.GetRequiredService<WalkJobs>());
        services.AddHostedService<ReconcileSchedule>();
    }

    private static WebhookIntake CreateIntake(IServiceProvider services) => new(
        services.GetRequiredService<EntryFactory>(),
        services.GetRequiredService<IInbox>(),
        services.GetRequiredService<Dispatcher>(),
        services.GetRequiredService<WebhookMetrics>(),
        services.GetRequiredService<UserTraffic>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<IOptions<IngestOptions>>(),
        services.GetRequiredService<ILogger<WebhookIntake>>());

    private static InboxOperations CreateOperations(IServiceProvider services) => new(
        services.GetRequiredService<IInbox>(),
        services.GetRequiredService<EntryFactory>(),
        services.GetRequiredService<Dispatcher>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<IOptions<IngestOptions>>(),
        services.GetRequiredService<ILogger<InboxOperations>>());

    private static Eraser CreateEraser(IServiceProvider services) => new(
        services.GetRequiredService<IGrainFactory>(),
        services.GetRequiredService<IInbox>(),
        services.GetRequiredService<IDirectory>(),
        services.GetRequiredService<ILogger<Eraser>>());
}
