using Identity.Silo.Hosting;
using Identity.Silo.Settings;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;
using Orleans.Runtime;

namespace Identity.Silo.Orleans;

/// <summary>Runs the grains in a cluster of silos, or asks them.</summary>
internal sealed class GrainEngine : IGrainEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private GrainEngine()
    {
    }

    public static bool SingleProcess => false;

    /// <summary>Whose grain state the rows are.</summary>
    public static string? ServiceIdOf(IConfiguration configuration) =>
        configuration[$"{ClusterSettings.Section}:{nameof(ClusterSettings.ServiceId)}"];

    /// <summary>A silo runs grains, a command asks them, and a front does as its settings say.</summary>
    public static void Add(IHostApplicationBuilder builder, ProcessRole role)
    {
        var services = builder.Services;
        services.AddOptions<ClusterSettings>()
            .Configure<IConfiguration>((settings, configuration) => settings.Read(configuration))
            .ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ClusterSettings>, ClusterSettingsValidator>());
        services.AddSingleton<ClusterDatabase>();
        services.AddSingleton<GrainWarmup>();
        if (role == ProcessRole.Silo || (role == ProcessRole.Front && ClusterSettings.IsCoHosted(builder.Configuration)))
            SiloSetup.Add(builder);
        else
            ClientSetup.Add(builder);
        if (role != ProcessRole.Command) AddDrain(builder);
    }

    /// <summary>Waits until grains can be asked.</summary>
    /// <exception cref="SiloUnavailableException">No silo was there for half a minute.</exception>
    public static async Task ReadyAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetService<ClusterConnection>() is not { } connection) return;
        try
        {
            await connection.Opened.WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new SiloUnavailableException($"No silo of the cluster was reached for {Patience.TotalSeconds} s.");
        }
    }

    /// <summary>Orleans' dashboard, where the settings want one.</summary>
    public static RouteGroupBuilder? MapDashboard(IEndpointRouteBuilder routes, string prefix) =>
        routes.ServiceProvider.GetRequiredService<IOptions<ClusterSettings>>().Value.Dashboard
            ? routes.MapOrleansDashboard(prefix)
            : null;

    /// <summary>Why the engine can't start, in a line; null when that isn't for this engine to say.</summary>
    public static string? RefusalOf(Exception exception) => exception switch
    {
        OrleansConfigurationException => exception.Message.ReplaceLineEndings(" "),
        AddressInUseException =>
            $"{exception.Message}. Stop whoever listens there, or set Cluster:SiloPort and Cluster:GatewayPort.",
        { InnerException: { } inner } => RefusalOf(inner),
        _ => null,
    };

    // The host asks for its options before anybody could say in a line what is wrong with ours.
    private static void AddDrain(IHostApplicationBuilder builder)
    {
        var delay = ClusterSettings.DrainDelayOf(builder.Configuration);
        builder.Services.AddHostedService(_ => new Drain(delay, TimeProvider.System));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout += delay);
    }
}
