using Identity.Grains.Events;
using Identity.Storage;
using Identity.Storage.Changes;
using Identity.Storage.Commits;
using Identity.Storage.Directory;
using Identity.Storage.Directory.Lists;
using Identity.Storage.Directory.Lists.Index;
using Identity.Storage.GrainState;
using Identity.Storage.Health;
using Identity.Storage.Inbox;
using Identity.Storage.PostgreSql;
using Identity.Storage.Settings;
using Identity.Storage.Sqlite;
using Identity.Storage.Startup;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

// Extensions live where the users of a service collection look for them.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds storage to an application.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>
    /// Adds inbox, grain state, directory, settings and their health, all as singletons. Nothing is opened before
    /// <see cref="IStorageStartup.StartAsync"/>.
    /// </summary>
    public static IServiceCollection AddIdentityStorage(
        this IServiceCollection services, Action<StorageOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<StorageOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());
        services.AddLogging().AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        AddDatabase(services);
        AddCommits(services);
        AddStores(services);
        return services;
    }

    private static void AddDatabase(IServiceCollection services)
    {
        services.TryAddSingleton<IDatabase>(provider =>
            provider.GetRequiredService<IOptions<StorageOptions>>().Value.Provider switch
            {
                StorageProvider.PostgreSql => ActivatorUtilities.CreateInstance<PostgreSqlDatabase>(provider),
                _ => ActivatorUtilities.CreateInstance<SqliteDatabase>(provider),
            });
        services.TryAddSingleton(provider => provider.GetRequiredService<IDatabase>().Executor);
    }

    private static void AddCommits(IServiceCollection services)
    {
        services.TryAddSingleton<CommitQueue>();
        services.TryAddSingleton<CommitLoop>();
        services.TryAddSingleton<StorageMetrics>();
        services.TryAddSingleton<StorageHealth>();
        services.TryAddSingleton<IStorageHealth>(provider => provider.GetRequiredService<StorageHealth>());
        services.TryAddSingleton<IStorageStartup, StorageStartup>();
    }

    private static void AddStores(IServiceCollection services)
    {
        services.TryAddSingleton(provider => provider.GetRequiredService<IDatabase>().Queries);
        services.TryAddSingleton(provider => provider.GetRequiredService<IDatabase>().InboxDialect);
        services.TryAddSingleton(provider => provider.GetRequiredService<IDatabase>().Pending);
        services.TryAddSingleton(provider => provider.GetRequiredService<IDatabase>().GrainState);
        services.TryAddSingleton(provider => provider.GetRequiredService<IDatabase>().ChangeFeedSql);
        services.TryAddSingleton<IChangeFeed, ChangeFeed>();
        services.TryAddSingleton<InboxReader>();
        services.TryAddSingleton<IInbox, InboxStore>();
        services.TryAddSingleton<IPendingDeliveries>(provider => provider.GetRequiredService<IInbox>());
        services.TryAddSingleton<IGrainStateStore, GrainStateStore>();
        services.TryAddSingleton(provider => provider.GetRequiredService<IDatabase>().Snapshots);
        services.TryAddSingleton(provider => provider.GetRequiredService<IDatabase>().States);
        services.TryAddSingleton(provider => provider.GetRequiredService<IDatabase>().ListDialect);
        services.TryAddSingleton<IDirectory, DirectoryReader>();
        services.TryAddSingleton<UserIndex>();
        services.TryAddSingleton<IDirectoryLists, DirectoryLists>();
        services.TryAddSingleton<ISettingStore, SettingStore>();
    }
}
