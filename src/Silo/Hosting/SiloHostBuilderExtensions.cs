using System.Globalization;
using Identity.Ingest.Reconcile;
using Identity.Silo.Health;
using Identity.Silo.Hosting;
using Identity.Silo.Settings;
using Identity.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

#pragma warning disable IDE0130 // Extensions stand where users look for them.
namespace Microsoft.Extensions.Hosting;

/// <summary>Adds the host of grains to an application.</summary>
public static class SiloHostBuilderExtensions
{
    private const string ProviderSetting = "Storage:Provider";
    private const string UserIndexSetting = "Storage:UserIndexMegabytes";

    /// <summary>Adds storage, the grains' engine and the ingest, set by the application's configuration.</summary>
    public static IHostApplicationBuilder AddIdentitySilo(
        this IHostApplicationBuilder builder, ProcessRole role = ProcessRole.Front)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        AddStorage(builder);
        GrainEngine.Add(builder, role);
        AddIngest(builder, role);
        AddBackendApi(builder);
        AddHealth(builder);
        return builder;
    }

    private static void AddStorage(IHostApplicationBuilder builder)
    {
        var name = builder.Configuration[ProviderSetting] ?? nameof(StorageProvider.Sqlite);
        var isKnown = Enum.TryParse<StorageProvider>(name, ignoreCase: true, out var provider);
        var size = builder.Configuration[UserIndexSetting];
        var isNumber = int.TryParse(size, CultureInfo.InvariantCulture, out var megabytes);
        var connectionString = builder.Configuration.GetConnectionString("Identity");
        builder.Services.AddIdentityStorage(options =>
        {
            options.Provider = provider;
            options.ConnectionString = connectionString
                ?? (provider == StorageProvider.Sqlite ? "Data Source=data/identity.db" : "");
            options.SingleProcess = GrainEngine.SingleProcess;
            options.ServiceId = GrainEngine.ServiceIdOf(builder.Configuration) ?? options.ServiceId;
            options.UserIndexMegabytes = isNumber ? megabytes : null;
        });
        builder.Services.AddOptions<StorageOptions>().Validate(
            _ => isKnown, $"{ProviderSetting} must be one of: {string.Join(", ", Enum.GetNames<StorageProvider>())}.");
        builder.Services.AddOptions<StorageOptions>().Validate(
            _ => isNumber || string.IsNullOrEmpty(size), $"{UserIndexSetting} must be a whole number of megabytes.");
        builder.Services.AddSingleton<StorageLifetime>();
        builder.Services.AddHostedService(services => services.GetRequiredService<StorageLifetime>());
    }

    private static void AddIngest(IHostApplicationBuilder builder, ProcessRole role)
    {
        var configuration = builder.Configuration;
        builder.Services.AddIdentityIngest(options =>
        {
            options.ReadSigningSecrets(configuration[ClerkSettings.WebhookSigningSecret]);
            options.InstanceId = configuration[ClerkSettings.InstanceId];
            configuration.GetSection("Ingest").Bind(options);
            options.TakesWebhooks = role == ProcessRole.Front;
        });
    }

    // Without a secret key nobody can be asked; who is unknown is refused then, and what was never delivered stays unknown.
    private static void AddBackendApi(IHostApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var isWanted = configuration.GetValue(ClerkSettings.FetchUnknownUsers, defaultValue: true);
        if (!isWanted || ClerkSettings.ReadBackendApi(configuration) is not { } api) return;
        builder.Services.AddBackendApi(api);
        builder.Services.Configure<ReconcileOptions>(configuration.GetSection("Reconcile"));
    }

    private static void AddHealth(IHostApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks()
            .AddCheck<StorageHealthCheck>("storage", tags: [HealthTags.Ready])
            .AddCheck<StartedHealthCheck>("started", tags: [HealthTags.Startup, HealthTags.Ready]);
    }
}
