using Identity.Clerk.Webhooks;
using Identity.Silo.Health;
using Identity.Silo.Hosting;
using Identity.Silo.Settings;
using Identity.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

#pragma warning disable IDE0130 // Extensions stand where users look for them.
namespace Microsoft.Extensions.Hosting;

/// <summary>Adds the host of grains to an application.</summary>
public static class SiloHostBuilderExtensions
{
    /// <summary>Adds storage, the grains' engine and the ingest, set by the application's configuration.</summary>
    public static IHostApplicationBuilder AddIdentitySilo(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        AddStorage(builder);
        GrainEngine.Add(builder);
        AddIngest(builder);
        AddHealth(builder);
        return builder;
    }

    private static void AddStorage(IHostApplicationBuilder builder)
    {
        var provider = builder.Configuration.GetValue("Storage:Provider", StorageProvider.Sqlite);
        var connectionString = builder.Configuration.GetConnectionString("Identity");
        builder.Services.AddIdentityStorage(options =>
        {
            options.Provider = provider;
            options.ConnectionString = connectionString
                ?? (provider == StorageProvider.Sqlite ? "Data Source=data/identity.db" : "");
            options.SingleProcess = GrainEngine.SingleProcess;
        });
        builder.Services.AddSingleton<StorageLifetime>();
        builder.Services.AddHostedService(services => services.GetRequiredService<StorageLifetime>());
    }

    private static void AddIngest(IHostApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        builder.Services.AddIdentityIngest(options =>
        {
            options.SigningSecrets = configuration[ClerkSettings.WebhookSigningSecret] is { Length: > 0 } secrets
                ? WebhookSigningSecret.ParseList(secrets)
                : [];
            options.InstanceId = configuration[ClerkSettings.InstanceId];
            configuration.GetSection("Ingest").Bind(options);
        });
    }

    private static void AddHealth(IHostApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks()
            .AddCheck<StorageHealthCheck>("storage", tags: [HealthTags.Ready])
            .AddCheck<StartedHealthCheck>("started", tags: [HealthTags.Startup, HealthTags.Ready]);
    }
}
